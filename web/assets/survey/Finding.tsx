import { useId } from 'react';
import type { Subject } from '../../../server/assets/observation.ts';
import type { SurveySheet } from '../../../server/assets/survey/survey.schema.ts';
import type { Speech } from '../../platform/i18n.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { newId } from '../../platform/ids.ts';
import { type Choice, QuantityInput } from '../../platform/ui/inputs.tsx';
import { type DraftValues, wordsOf } from './draft.ts';
import css from './survey.module.css';

type Answer = DraftValues['findings'][Subject];

interface FindingProps {
  subject: Subject;
  answer: Answer;
  /** What was last seen, to compare with; never filled in, for a survey is what was seen this time. */
  known: SurveySheet['known'][number] | undefined;
  onChange: (answer: Answer) => void;
}

/** One question: big buttons for words, a field for numbers; left open where nobody looked. */
export function Finding({ subject, answer, known, onChange }: FindingProps) {
  const speech = useSpeech();
  const { t } = speech;
  const label = t(`assets.subjects.${subject}`);
  const before =
    known && t('assets.survey.knownBefore', { value: valueWords(known, speech), day: speech.date(known.observedOn) });
  const id = answer?.id ?? newId<'observation'>();
  const words = wordsOf(subject);
  if (words === undefined) {
    return (
      <QuantityInput
        label={label}
        unit={subject.endsWith('_percent') ? '%' : 'm'}
        perUnit={subject.endsWith('_dm') ? 10 : 1}
        value={answer?.number}
        help={before}
        onChange={(number) => onChange(number === undefined ? undefined : { id, number })}
      />
    );
  }
  return (
    <Options
      legend={label}
      help={before}
      options={words.map((value) => ({ value, label: t(`assets.observed.${subject}.${value}`) }))}
      value={answer?.word}
      onChange={(word) => onChange(word === undefined ? undefined : { id, word })}
    />
  );
}

/** A value as people say it: `12 m`, `4%`, `Aspal`. */
export function valueWords(
  { subject, word, number }: { subject: string; word: string | null; number: number | null },
  speech: Pick<Speech, 't' | 'number'>,
): string {
  if (number === null) return speech.t(`assets.observed.${subject}.${word}`);
  return subject.endsWith('_percent') ? `${speech.number(number)}%` : `${speech.number(number / 10)}\u00a0m`;
}

interface OptionsProps {
  legend: string;
  help?: string | undefined;
  options: readonly Choice[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Few answers, each as large as a thumb; one of them is that nobody looked. */
export function Options({ legend, help, options, value, onChange }: OptionsProps) {
  const { t } = useSpeech();
  const name = useId();
  const all = [{ value: '', label: t('assets.survey.notSeen') }, ...options];
  return (
    <fieldset className={css.options}>
      <legend>{legend}</legend>
      <div>
        {all.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={(value ?? '') === option.value}
              onChange={() => onChange(option.value || undefined)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {help && <p className="quiet small">{help}</p>}
    </fieldset>
  );
}
