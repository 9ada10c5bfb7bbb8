import type { ReactNode } from 'react';
import { useSpeech } from '../i18n.ts';
import { Days, SampleBadge } from './marks.tsx';
import css from './WaitingList.module.css';

export interface WaitingItem {
  readonly key: string;
  /** Days since it waits; below zero: days until it is due. */
  readonly days: number;
  readonly late: boolean;
  /** What it is about, usually a link. */
  readonly what: ReactNode;
  /** Who must do what. */
  readonly who?: ReactNode;
  readonly sample?: boolean;
  /** The button that settles it. */
  readonly action?: ReactNode;
}

/** What waits, the longest first. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  const { t, days } = useSpeech();
  return (
    <ul className={css.list}>
      {items.map((item) => (
        <li key={item.key}>
          <span className={css.days}>
            {item.days < 0 ? (
              t('platform.waiting.in', { days: days(-item.days) })
            ) : (
              <Days count={item.days} late={item.late} />
            )}
          </span>
          <div className={css.text}>
            <p className={css.what}>
              {item.what} {item.sample && <SampleBadge />}
            </p>
            {item.who && <p className={css.who}>{item.who}</p>}
          </div>
          {item.action && <div className={css.action}>{item.action}</div>}
        </li>
      ))}
    </ul>
  );
}
