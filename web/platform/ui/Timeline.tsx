import type { ReactNode } from 'react';
import css from './Timeline.module.css';

export interface TimelineItem {
  readonly key: string;
  readonly when: ReactNode;
  readonly what: ReactNode;
  /** Who, on whose behalf, from which source. */
  readonly from?: ReactNode;
  /** No longer holds, because it was corrected. */
  readonly corrected?: boolean;
}

/** What happened, newest first, each with its day, its author and its source. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className={css.timeline}>
      {items.map(({ key, when, what, from, corrected = false }) => (
        <li key={key} data-corrected={corrected}>
          <span className={css.when}>{when}</span>
          <div>
            <p className={css.what}>{corrected ? <s>{what}</s> : what}</p>
            {from && <p className={css.from}>{from}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
