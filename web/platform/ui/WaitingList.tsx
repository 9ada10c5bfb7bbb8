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
  /** The same for several: this line stands for them and opens to show each. */
  readonly alike?: readonly WaitingItem[];
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
            {item.alike ? (
              <details className={css.alike}>
                <summary className={css.who}>{item.who}</summary>
                <WaitingList items={item.alike} />
              </details>
            ) : (
              item.who && <div className={css.who}>{item.who}</div>
            )}
          </div>
          {item.action && <div className={css.action}>{item.action}</div>}
        </li>
      ))}
    </ul>
  );
}
