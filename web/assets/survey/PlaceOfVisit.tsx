import { useMutation } from '@tanstack/react-query';
import type { SurveySheet } from '../../../server/assets/survey/survey.schema.ts';
import { metresBetween } from '../../../server/assets/survey/survey.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { pointWords } from '../../platform/point-words.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import type { Place } from './draft.ts';
import css from './survey.module.css';

/** Where the surveyor stands, as the phone tells: without network too, under the open sky. */
export function PlaceOfVisit({
  point,
  sheet,
  onChange,
}: {
  point: Place | undefined;
  sheet: SurveySheet;
  onChange: (point: Place | undefined) => void;
}) {
  const { t, number } = useSpeech();
  const locating = useMutation({ mutationFn: locate, onSuccess: onChange });
  const away = point && sheet.point ? Math.round(metresBetween(point, sheet.point)) : undefined;
  return (
    <Section title={t('assets.survey.place.title')}>
      {point && (
        <p>
          <strong>{t('assets.survey.place.taken', { accuracy: number(point.accuracyM) })}</strong>{' '}
          <span className="quiet small">
            {pointWords(point)}
            {away !== undefined && ` · ${t('assets.survey.place.away', { metres: number(away) })}`}
          </span>
        </p>
      )}
      {locating.isError && <p role="alert">{t('assets.survey.place.failed')}</p>}
      <div className={css.buttons}>
        <Button busy={locating.isPending} onClick={() => locating.mutate()}>
          {point ? t('assets.survey.place.again') : t('assets.survey.place.take')}
        </Button>
        {point && (
          <Button kind="quiet" onClick={() => onChange(undefined)}>
            {t('assets.survey.place.remove')}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** @throws GeolocationPositionError when it was forbidden, is switched off or takes too long */
async function locate(): Promise<Place> {
  const { coords } = await new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: 30_000,
      maximumAge: 0,
    }),
  );
  const { latitude, longitude, accuracy } = coords;
  return { latitude, longitude, accuracyM: Math.min(Math.ceil(accuracy), 1_000_000) };
}
