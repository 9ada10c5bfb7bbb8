import { useState } from 'react';
import { type CriterionShown, keepCriterionCall } from '../../../server/assets/screening/screening.schema.ts';
import { valuesOf } from '../../../server/assets/screening/wanted.ts';
import { CallForm } from '../../platform/form.tsx';
import { useSpeech } from '../../platform/i18n.ts';
import { DialogButton } from '../../platform/ui/DialogButton.tsx';
import { type InputProps, QuantityInput } from '../../platform/ui/inputs.tsx';
import { valueWords } from './criterion-words.ts';
import css from './screening.module.css';

type Wanted = CriterionShown['wanted'];

/** The city asks it otherwise: threshold or words, hard or soft or not at all, weight; from a day on, by a basis. */
export function EditCriterion({ criterion }: { criterion: CriterionShown }) {
  const { t } = useSpeech();
  const { use, code, authority } = criterion;
  const kind = criterion.kind === 'off' ? 'hard' : criterion.kind;
  const weight = kind === 'soft' ? { weight: criterion.weight } : {};
  return (
    <DialogButton verb={t('assets.screening.criteria.edit')} title={criterion.name} kind="quiet">
      {(close, done) => (
        <CallForm
          call={keepCriterionCall}
          start={{ use, code, authority, kind, wanted: criterion.wanted, ...weight }}
          ask={({ kind: chosen }) => [
            'kind',
            ...(chosen === 'off' ? [] : ['wanted' as const]),
            ...(chosen === 'soft' ? ['weight' as const] : []),
            ...['validFrom' as const, 'validTo' as const, 'legalBasis' as const],
          ]}
          inputs={{
            wanted: (props) => <WantedInput {...(props as InputProps<Wanted>)} reads={criterion.reads} />,
          }}
          refusedAt={{ 'assets/criterion-in-past': '/validFrom', 'assets/criterion-dates': '/validTo' }}
          submit={t('assets.screening.criteria.keep')}
          cancel={close}
          onDone={done}
        />
      )}
    </DialogButton>
  );
}

function WantedInput({ value, onChange, reads }: InputProps<Wanted> & { reads: string }) {
  const speech = useSpeech();
  const { t } = speech;
  if (value === undefined) return null;
  const figure = (name: string, shown: number, change: (next: number) => Wanted) => (
    <QuantityInput
      key={name}
      label={t(`assets.screening.criteria.${name}`)}
      required
      {...unitOf(reads)}
      value={shown}
      onChange={(next) => next !== undefined && onChange(change(next))}
    />
  );
  switch (value.operator) {
    case 'at_least':
    case 'at_most':
      return figure(value.operator, value.value, (next) => ({ ...value, value: next }));
    case 'fits':
      return [
        figure('short', value.shortDm, (shortDm) => ({ ...value, shortDm })),
        figure('long', value.longDm, (longDm) => ({ ...value, longDm })),
      ];
    case 'scale':
      return [
        figure('worst', value.worst, (worst) => ({ ...value, worst })),
        figure('best', value.best, (best) => ({ ...value, best })),
      ];
    case 'one_of':
      return <WordChoices {...{ value, onChange, reads }} />;
    default:
      return null; // points by word are changed by few; the call takes them
  }
}

/** Which words pass; a word that leaves the question open stays so unless it is let pass. */
function WordChoices({
  value,
  onChange,
  reads,
}: {
  value: Extract<Wanted, { operator: 'one_of' }>;
  onChange: (next: Wanted) => void;
  reads: string;
}) {
  const speech = useSpeech();
  const { t } = speech;
  const [open] = useState(value.open);
  const values = valuesOf(reads);
  const words = typeof values === 'object' ? values : [];
  return (
    <fieldset className={css.choices}>
      <legend>{t('assets.screening.criteria.passing')}</legend>
      {words.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={value.pass.includes(word)}
            onChange={({ target }) => {
              const pass = words.filter((each) => (each === word ? target.checked : value.pass.includes(each)));
              onChange({ ...value, pass, open: open.filter((each) => !pass.includes(each)) });
            }}
          />{' '}
          {valueWords(reads, word, speech)}
        </label>
      ))}
    </fieldset>
  );
}

function unitOf(reads: string) {
  if (reads.endsWith('_area')) return { unit: 'm²', perUnit: 100 };
  return reads.endsWith('_percent') ? { unit: '%' } : { unit: 'm', perUnit: 10 };
}
