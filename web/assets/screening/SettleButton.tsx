import { useQuery } from '@tanstack/react-query';
import { type Subject, subjects } from '../../../server/assets/observation.ts';
import { settleCriterionCall } from '../../../server/assets/screening/screening.schema.ts';
import type { BodyOf } from '../../../server/kernel/call.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { CallForm } from '../../platform/form.tsx';
import { may } from '../../platform/hat.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { meQuery } from '../../platform/session.ts';
import { DialogButton } from '../../platform/ui/DialogButton.tsx';
import { UploadInput } from '../../platform/ui/files.tsx';
import { ChoiceInput, type InputProps, QuantityInput } from '../../platform/ui/inputs.tsx';

type Settlement = BodyOf<typeof settleCriterionCall>;

/** For the office that answers for it: says what it is, on which day, by which paper. */
export function SettleButton({ assetId, subject, about }: { assetId: Id<'asset'>; subject: string; about: string }) {
  const { t } = useSpeech();
  return (
    <DialogButton kind="act" verb={t('assets.screening.settle.verb', { about })}>
      {(close, done) => <SettleForm assetId={assetId} subject={subject as Subject} cancel={close} onDone={done} />}
    </DialogButton>
  );
}

interface SettleFormProps {
  assetId: Id<'asset'>;
  subject: Subject;
  cancel: () => void;
  onDone: () => void;
}

function SettleForm({ assetId, subject, cancel, onDone }: SettleFormProps) {
  const { t } = useSpeech();
  const today = useQuery(meQuery).data?.today;
  const values: readonly string[] | 'number' = subjects[subject];
  const choices =
    values === 'number' ? [] : values.map((value) => ({ value, label: t(`assets.observed.${subject}.${value}`) }));
  const label = t(`assets.subjects.${subject}`);
  return (
    <CallForm
      call={settleCriterionCall}
      params={{ id: assetId }}
      start={{ subject, ...(today !== undefined && { observedOn: today as Settlement['observedOn'] }) }}
      ask={[
        values === 'number' ? 'number' : 'word',
        'observedOn',
        'note',
        'source',
        ...(may('file.add') ? ['fileId' as const] : []),
      ]}
      inputs={{
        fileId: (props) => (
          <UploadInput {...(props as InputProps<Id<'file'>>)} label={t('assets.screening.settle.evidence')} />
        ),
        number: (props) => (
          <QuantityInput {...(props as InputProps<number>)} label={label} required {...unitOf(subject)} />
        ),
        word: (props) => <ChoiceInput {...(props as InputProps<string>)} label={label} required choices={choices} />,
      }}
      submit={t('assets.screening.settle.submit')}
      cancel={cancel}
      refreshes={['tasks', 'matching']}
      onDone={onDone}
    />
  );
}

function unitOf(subject: Subject) {
  return subject.endsWith('_percent') ? { unit: '%' } : { unit: 'm', perUnit: 10 };
}
