import type { ReactNode } from 'react';
import css from './HomeFrame.module.css';

/** The first screen of every role: what waits for you, oldest first; then the picture; then what changed. */
export function HomeFrame({
  waiting,
  picture,
  changes,
}: {
  waiting: ReactNode;
  picture: ReactNode;
  changes?: ReactNode;
}) {
  return (
    <div className={css.home} data-changes={changes !== undefined}>
      <div className={css.waiting}>{waiting}</div>
      <div className={css.picture}>{picture}</div>
      {changes && <div className={css.changes}>{changes}</div>}
    </div>
  );
}
