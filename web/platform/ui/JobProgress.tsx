import { useSpeech } from '../i18n.ts';
import css from './JobProgress.module.css';

interface JobProgressProps {
  /** What is being done, in words. */
  label: string;
  done: number;
  /** Absent while nobody knows how much there is. */
  total?: number;
  state: 'waiting' | 'running' | 'done' | 'failed';
}

/** A long job as it goes on; the page can be left, and shows it again on return. */
export function JobProgress({ label, done, total, state }: JobProgressProps) {
  const { t, number } = useSpeech();
  const said =
    total === undefined
      ? t(`platform.job.${state}`)
      : t('platform.job.counted', { state: t(`platform.job.${state}`), done: number(done), total: number(total) });
  return (
    <div className={css.job} data-state={state}>
      <p className={css.label}>
        <span>{label}</span> <span role="status">{said}</span>
      </p>
      <progress
        aria-label={label}
        max={total ?? 1}
        {...(state === 'running' && total === undefined ? {} : { value: state === 'done' ? (total ?? 1) : done })}
      />
      {(state === 'waiting' || state === 'running') && <p className={css.leave}>{t('platform.job.mayLeave')}</p>}
    </div>
  );
}
