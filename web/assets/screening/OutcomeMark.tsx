import { useSpeech } from '../../platform/i18n.ts';
import css from './screening.module.css';

const signs = { pass: '✓', fail: '✗', unknown: '?', none: '–' } as const;

/** Fit, not fit, not sure or not asked: a sign told apart by its shape, with its word for who hears it. */
export function OutcomeMark({ state, isSaid = false }: { state: keyof typeof signs; isSaid?: boolean }) {
  const { t } = useSpeech();
  const said = t(`assets.screening.state.${state}`);
  return (
    <span className={css.mark} data-state={state}>
      <span aria-hidden="true">{signs[state]}</span>
      <span className={isSaid ? undefined : 'visually-hidden'}>{said}</span>
    </span>
  );
}
