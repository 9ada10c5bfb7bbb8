import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpeech } from '../../platform/i18n.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { ConfirmButton } from '../../platform/ui/ConfirmButton.tsx';
import { BusinessDateInput, ProseInput, TextInput } from '../../platform/ui/inputs.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { wordsFor } from '../../platform/ui/States.tsx';
import { Attendees } from './Attendees.tsx';
import { type DraftValues, isAsked, type KeptDraft, type Missing, missingIn, questions } from './draft.ts';
import { removeDraft } from './draft-box.ts';
import { problemFrom } from './drafts.ts';
import { Finding, Options } from './Finding.tsx';
import { Photos } from './Photos.tsx';
import { PlaceOfVisit } from './PlaceOfVisit.tsx';
import css from './survey.module.css';
import { type Saved, useKeptDraft } from './use-kept-draft.ts';

interface Part {
  values: DraftValues;
  change: (values: Partial<DraftValues>) => void;
}

/** The form as it is written. What is said here is on the device at once; nothing waits for the network. */
export function SurveyForm({ start }: { start: KeptDraft }) {
  const { t } = useSpeech();
  const { draft, saved, change, keepNow, drop } = useKeptDraft(start);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const { values, refused } = draft;
  const send = async () => {
    const found = missingIn(values);
    setMissing(found);
    if (found.length === 0) await keepNow({ state: 'ready', refused: undefined });
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {refused && <p role="alert">{wordsFor(problemFrom(refused), t)}</p>}
      <VisitPart {...{ values, change, missing }} />
      <PlaceOfVisit point={values.point} sheet={draft.sheet} onChange={(point) => change({ point })} />
      <Findings draft={draft} change={change} />
      <UsePart {...{ values, change }} />
      <Section title={t('assets.survey.photos.title')}>
        <Photos draft={draft} before={() => keepNow()} />
      </Section>
      {missing.length > 0 && <p role="alert">{t('assets.survey.missing.name')}</p>}
      <div className={css.end}>
        <SavedLine saved={saved} />
        <div className={css.buttons}>
          <Button kind="act" type="submit">
            {t('assets.survey.send')}
          </Button>
          {saved !== 'nothing-yet' && <Discard draft={draft} drop={drop} />}
        </div>
      </div>
    </form>
  );
}

function VisitPart({ values, change, missing }: Part & { missing: readonly Missing[] }) {
  const { t } = useSpeech();
  return (
    <Section title={t('assets.survey.visit')}>
      <BusinessDateInput
        label={t('assets.survey.surveyedOn')}
        required
        value={values.surveyedOn}
        error={missing.includes('surveyedOn') ? t('assets.survey.missing.surveyedOn') : undefined}
        onChange={(surveyedOn) => change({ surveyedOn })}
      />
      <Attendees
        attendees={values.attendees}
        error={missing.includes('attendees') ? t('assets.survey.missing.attendees') : undefined}
        onChange={(attendees) => change({ attendees })}
      />
    </Section>
  );
}

function Findings({ draft, change }: { draft: KeptDraft; change: Part['change'] }) {
  const { t } = useSpeech();
  const { sheet, values } = draft;
  return questions.map(([name, subjects]) => (
    <Section key={name} title={t(`assets.survey.questions.${name}`)}>
      {subjects
        .filter((subject) => isAsked(subject, sheet))
        .map((subject) => (
          <Finding
            key={subject}
            subject={subject}
            answer={values.findings[subject]}
            known={sheet.known.find((each) => each.subject === subject)}
            onChange={(answer) => change({ findings: { ...values.findings, [subject]: answer } })}
          />
        ))}
    </Section>
  ));
}

const uses = ['idle', 'own_duty', 'used_by_others'] as const;

function UsePart({ values, change }: Part) {
  const { t } = useSpeech();
  return (
    <Section title={t('assets.survey.use')}>
      <Options
        legend={t('assets.survey.useSeen')}
        options={uses.map((value) => ({ value, label: t(`assets.options.currentUse.${value}`) }))}
        value={values.currentUse}
        onChange={(chosen) => change({ currentUse: uses.find((use) => use === chosen) })}
      />
      {values.currentUse === 'used_by_others' && (
        <TextInput
          label={t('assets.survey.userSeen')}
          maxLength={200}
          value={values.currentUserName}
          onChange={(currentUserName) => change({ currentUserName })}
        />
      )}
      <ProseInput
        label={t('assets.survey.remarks')}
        maxLength={2_000}
        value={values.remarks}
        onChange={(remarks) => change({ remarks })}
      />
    </Section>
  );
}

/** Whether what is on the screen is on the device as well. */
function SavedLine({ saved }: { saved: Saved }) {
  const { t } = useSpeech();
  return (
    <p role="status" className="small">
      {t(`assets.survey.saved.${saved}`)}
    </p>
  );
}

function Discard({ draft, drop }: { draft: KeptDraft; drop: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  return (
    <ConfirmButton
      verb={t('assets.survey.discard')}
      consequence={t('assets.survey.discards')}
      onConfirm={async () => {
        drop();
        await removeDraft(draft.id);
        await navigate({ to: '/aset/$id', params: { id: draft.assetId } });
      }}
    />
  );
}
