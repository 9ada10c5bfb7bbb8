import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { weightMax } from '../../server/matching/problem.ts';
import { type AskedScenario, askScenarioCall } from '../../server/matching/scenario.schema.ts';
import { type Use, uses } from '../../server/matching/use.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { TextInput, YesNoInput } from '../platform/ui/inputs.tsx';
import { Stack } from '../platform/ui/Page.tsx';
import { ProblemState } from '../platform/ui/States.tsx';
import css from './matching.module.css';

export type Question = Omit<AskedScenario, 'id'>;
type Weight = keyof Question['weights'];

const weightNames: readonly Weight[] = ['distance', 'access', 'ready', 'equity'];
const plain: Question = {
  name: '',
  uses: ['new_building'],
  weights: { distance: 3, access: 3, ready: 3, equity: 3 },
  countsUnknownAsPass: false,
  locked: [],
  forbidden: [],
};

interface AskPanelProps {
  /** What the question starts from; a scenario's own, to change one thing and ask again. */
  start?: Question;
  onAsked: (id: Id<'scenario'>) => void;
}

/** A question to the match. Sent again after a lost answer it is the same scenario, because its id was made with the question. */
export function AskPanel({ start = plain, onAsked }: AskPanelProps) {
  const { t } = useSpeech();
  const [id, setId] = useState(() => newId<'scenario'>());
  const [question, setQuestion] = useState(start);
  const asking = useMutation({
    mutationFn: async () => await send(askScenarioCall, { body: { ...question, id } }),
    onSuccess: async () => {
      await refresh('matching');
      onAsked(id);
      setId(newId<'scenario'>());
    },
  });
  const change = (changes: Partial<Question>) => {
    setQuestion({ ...question, ...changes });
    setId(newId<'scenario'>());
    asking.reset();
  };
  const wanted = (use: Use, isWanted: boolean) =>
    uses.filter((each) => (each === use ? isWanted : question.uses.includes(each)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        asking.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={t('matching.fields.name')}
          required
          maxLength={120}
          value={question.name}
          onChange={(name = '') => change({ name })}
        />
        <fieldset className={css.weights}>
          <legend>{t('matching.fields.weights')}</legend>
          {weightNames.map((name) => (
            <WeightInput
              key={name}
              label={t(`matching.weights.${name}`)}
              value={question.weights[name]}
              onChange={(value) => change({ weights: { ...question.weights, [name]: value } })}
            />
          ))}
        </fieldset>
        <fieldset className={css.weights}>
          <legend>{t('matching.fields.uses')}</legend>
          {uses.map((use) => (
            <YesNoInput
              key={use}
              label={t(`matching.uses.${use}`)}
              value={question.uses.includes(use)}
              onChange={(isWanted = false) => change({ uses: wanted(use, isWanted) })}
            />
          ))}
        </fieldset>
        <YesNoInput
          label={t('matching.fields.countsUnknownAsPass')}
          help={t('matching.help.countsUnknownAsPass')}
          value={question.countsUnknownAsPass}
          onChange={(countsUnknownAsPass = false) => change({ countsUnknownAsPass })}
        />
        {asking.error && <ProblemState problem={asking.error} />}
        <p>
          <Button
            kind="act"
            type="submit"
            busy={asking.isPending}
            disabled={question.name.trim() === '' || question.uses.length === 0}
          >
            {t('matching.ask.verb')}
          </Button>
        </p>
      </Stack>
    </form>
  );
}

/** How much a thing weighs, from not at all to most. */
function WeightInput({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const { number } = useSpeech();
  const id = useId();
  return (
    <div className={css.weight}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={weightMax}
        step={1}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id}>{number(value)}</output>
    </div>
  );
}
