import type { ReactNode } from 'react';
import css from './Facts.module.css';

interface Fact {
  readonly label: string;
  /** Where the same label may come twice. */
  readonly key?: string;
  readonly value: ReactNode;
  /** The button that changes it, at the end of the line. */
  readonly action?: ReactNode;
}

/** Label and value, one a line; what nobody has told yet says so. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {items.map(({ label, key = label, value, action }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {action && <dd className={css.action}>{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
