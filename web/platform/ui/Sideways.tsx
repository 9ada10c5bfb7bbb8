import type { ReactNode } from 'react';
import css from './Sideways.module.css';

/** Holds what may be wider than a phone, mostly a table of figures: it is moved sideways by finger and by key. */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard too
    <section className={css.sideways} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
