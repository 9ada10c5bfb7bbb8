import { useSpeech } from '../../platform/i18n.ts';
import css from './screening.module.css';

const signs = { pass: '✓', fail: '✗', unknown: '?', none: '–' } as const;

interface OutcomeMarkProps {
  state: keyof typeof signs;
  isSaid?: boolean;
  /** False where the words beside it say it. */
  isNamed?: boolean;
}

/** Fit, not fit, not sure or not asked: a sign told apart by its shape and weight, with its word for who hears it. */
export function OutcomeMark({ state, isSaid = false, isNamed = true }: OutcomeMarkProps) {
  const { t } = useSpeech();
  return (
    <span className={css.mark} data-state={state}>
      <span aria-hidden="true">{signs[state]}</span>
      {isNamed && (
        <span className={isSaid ? undefined : 'visually-hidden'}>{t(`assets.screening.state.${state}`)}</span>
      )}
    </span>
  );
}
