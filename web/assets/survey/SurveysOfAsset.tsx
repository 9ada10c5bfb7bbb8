import { useQuery } from '@tanstack/react-query';
import {
  getSurveyPhotoCall,
  listSurveysCall,
  type SurveyPhotoShown,
  type SurveyShown,
} from '../../../server/assets/survey/survey.schema.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { may } from '../../platform/hat.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { pointWords } from '../../platform/point-words.ts';
import { read } from '../../platform/query.ts';
import { fetchPicture } from '../../platform/send.ts';
import { ButtonLink } from '../../platform/ui/Button.tsx';
import { DialogButton } from '../../platform/ui/DialogButton.tsx';
import { Facts } from '../../platform/ui/Facts.tsx';
import { RecordedNote, SampleBadge } from '../../platform/ui/marks.tsx';
import { Section, Stack } from '../../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../../platform/ui/States.tsx';
import type { Asset } from '../asset-page.ts';
import { valueWords } from './Finding.tsx';
import { FlagList } from './Flags.tsx';
import { Picture } from './Photos.tsx';
import css from './survey.module.css';
import { TakeOver } from './TakeOver.tsx';
import { UnsentSurveys } from './UnsentSurveys.tsx';

/** All visits to an asset, the latest first, with their photos: for a tab of the asset's page. */
export function SurveysOfAsset({ asset }: { asset: Asset }) {
  const assetId = asset.id;
  const { t } = useSpeech();
  const surveys = useQuery(read(listSurveysCall, { params: { id: assetId } }));
  const begin = may('asset.survey') && (
    <ButtonLink to="/aset/$id/survei" params={{ id: assetId }}>
      {t('assets.survey.begin')}
    </ButtonLink>
  );
  return (
    <Stack>
      <UnsentSurveys />
      {begin && <div>{begin}</div>}
      <Loaded
        query={surveys}
        emptyIf={(data) => data.surveys.length === 0 && data.loosePhotos.length === 0}
        empty={<EmptyState title={t('assets.survey.none')}>{t('assets.survey.noneTodo')}</EmptyState>}
      >
        {(data) => (
          <>
            {data.surveys.map((survey) => (
              <OneSurvey key={survey.id} asset={asset} survey={survey} />
            ))}
            {data.loosePhotos.length > 0 && (
              <Section title={t('assets.survey.loose.title')} note={t('assets.survey.loose.note')}>
                <Gallery assetId={assetId} photos={data.loosePhotos} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function OneSurvey({ asset, survey }: { asset: Asset; survey: SurveyShown }) {
  const speech = useSpeech();
  const { t, number, longDate } = speech;
  const { point, currentUse, currentUserName, remarks, attendees, findings } = survey;
  const facts = [
    {
      label: t('assets.survey.people.legend'),
      value: attendees.map(({ name, office }) => `${name} (${office})`).join(', '),
    },
    ...findings.map((finding) => ({
      label: t(`assets.subjects.${finding.subject}`),
      value: valueWords(finding, speech),
    })),
    ...(currentUse === null
      ? []
      : [
          {
            label: t('assets.survey.useSeen'),
            value: [t(`assets.options.currentUse.${currentUse}`), currentUserName].filter(Boolean).join(': '),
          },
        ]),
    ...(point === null
      ? []
      : [
          {
            label: t('assets.survey.place.title'),
            value: [pointWords(point), point.accuracyM !== null && `±${number(point.accuracyM)}\u00a0m`]
              .filter(Boolean)
              .join(' '),
          },
        ]),
    ...(remarks === null ? [] : [{ label: t('assets.survey.remarks'), value: remarks }]),
  ];
  return (
    <Section
      title={t('assets.survey.on', { day: longDate(survey.surveyedOn) })}
      note={
        <>
          <RecordedNote role={survey.recordedRole} onBehalf={survey.onBehalf} /> {survey.sample && <SampleBadge />}
        </>
      }
    >
      <FlagList flags={survey.flags} />
      <Facts items={facts} />
      {may('asset.edit') && <TakeOver asset={asset} survey={survey} />}
      {survey.photos.length > 0 && <Gallery assetId={asset.id} photos={survey.photos} />}
    </Section>
  );
}

/** Small pictures in a row; each opens large with what is known of where and when. */
export function Gallery({ assetId, photos }: { assetId: Id<'asset'>; photos: readonly SurveyPhotoShown[] }) {
  return (
    <ul className={css.gallery}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <GalleryPhoto assetId={assetId} photo={photo} />
        </li>
      ))}
    </ul>
  );
}

function GalleryPhoto({ assetId, photo }: { assetId: Id<'asset'>; photo: SurveyPhotoShown }) {
  const { t } = useSpeech();
  const { shown } = photo;
  if (shown.state === 'waiting') return <p className={css.noPhoto}>{t('assets.survey.photos.waiting')}</p>;
  if (shown.state === 'unreadable')
    return <p className={css.noPhoto}>{t(`assets.survey.photos.unreadable.${shown.why}`)}</p>;
  return (
    <figure>
      <ServedPhoto assetId={assetId} photo={photo} size="small" />
      <figcaption>
        <DialogButton kind="quiet" verb={t('assets.survey.photos.enlarge', { name: photo.name })} title={photo.name}>
          {() => (
            <div className={css.large}>
              <ServedPhoto assetId={assetId} photo={photo} size="large" />
              <PhotoFacts photo={photo} />
            </div>
          )}
        </DialogButton>
        <FlagList flags={photo.flags} />
      </figcaption>
    </figure>
  );
}

function PhotoFacts({ photo }: { photo: SurveyPhotoShown }) {
  const { t, moment } = useSpeech();
  const { origin, takenAt, flags } = photo;
  const items = [
    ...(takenAt === null ? [] : [{ label: t('assets.survey.photos.chosenAt'), value: moment(takenAt) }]),
    ...(origin?.cameraTime
      ? [
          {
            label: t('assets.survey.photos.cameraTime'),
            value: `${origin.cameraTime.replace('T', ' ')} ${origin.cameraOffset ?? ''}`,
          },
        ]
      : []),
    ...(origin?.latitude != null && origin.longitude != null
      ? [
          {
            label: t('assets.survey.photos.cameraPlace'),
            value: pointWords({ latitude: origin.latitude, longitude: origin.longitude }),
          },
        ]
      : []),
    ...(origin?.camera ? [{ label: t('assets.survey.photos.camera'), value: origin.camera }] : []),
  ];
  return (
    <>
      <FlagList flags={flags} />
      <Facts items={items} />
    </>
  );
}

function ServedPhoto({
  assetId,
  photo,
  size,
}: {
  assetId: Id<'asset'>;
  photo: SurveyPhotoShown;
  size: 'small' | 'large';
}) {
  const { t } = useSpeech();
  const sent = { params: { id: assetId, photoId: photo.id }, query: { size } };
  const picture = useQuery({
    queryKey: ['assets', 'photo', photo.id, size],
    queryFn: ({ signal }) => fetchPicture(getSurveyPhotoCall, { ...sent, signal }),
    staleTime: Number.POSITIVE_INFINITY, // what was made of a photo never changes
  });
  if (picture.data) return <Picture content={picture.data} alt={photo.name} />;
  return <p className={css.noPhoto}>{picture.isError ? t('assets.survey.photos.unreached') : '…'}</p>;
}
