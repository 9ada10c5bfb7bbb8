import { useQuery } from '@tanstack/react-query';
import { listSurveysCall } from '../../../server/assets/survey/survey.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { Button, ButtonLink } from '../../platform/ui/Button.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import type { KeptDraft } from './draft.ts';
import { saveDraft } from './draft-box.ts';
import { FlagList } from './Flags.tsx';
import { Photos } from './Photos.tsx';
import css from './survey.module.css';

/** Said to go, and not gone yet: kept on the device, sent by itself when there is network. */
export function WaitingDraft({ draft }: { draft: KeptDraft }) {
  const { t } = useSpeech();
  return (
    <Section title={t('assets.survey.waiting.title')}>
      <p>{t('assets.survey.waiting.what')}</p>
      <Photos draft={draft} />
      {!draft.attempted && (
        <div>
          <Button onClick={() => void saveDraft({ ...draft, state: 'writing' })}>
            {t('assets.survey.waiting.change')}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** All of it is on the server; what a person should look at is said at once, to who can still look. */
export function SentDraft({ draft, again }: { draft: KeptDraft; again: () => void }) {
  const { t } = useSpeech();
  const surveys = useQuery(read(listSurveysCall, { params: { id: draft.assetId } }));
  const sent = surveys.data?.surveys.find(({ id }) => id === draft.id);
  return (
    <Section title={t('assets.survey.sent.title')}>
      <p role="status">{t('assets.survey.sent.what')}</p>
      {sent && <FlagList flags={sent.flags} />}
      <div className={css.buttons}>
        <ButtonLink kind="act" to="/aset/$id" params={{ id: draft.assetId }}>
          {t('assets.survey.toAsset')}
        </ButtonLink>
        <Button onClick={again}>{t('assets.survey.sent.another')}</Button>
      </div>
    </Section>
  );
}
