import { type ReactNode, useId } from 'react';
import css from './Page.module.css';

interface PageProps {
  title: string;
  /** One line under the title: what this is, of which day, from which source. */
  note?: ReactNode;
  /** Buttons, the one thing to do last. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen: its title is the document's title and where the focus goes on arrival. */
export function Page({ title, note, actions, children }: PageProps) {
  return (
    <article className={css.page}>
      <title>{`${title} · Lumbung`}</title>
      <header className={css.head}>
        <div className={css.titles}>
          <h1 tabIndex={-1}>{title}</h1>
          {note && <p className={css.note}>{note}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  );
}

interface SectionProps {
  title: string;
  note?: ReactNode;
  /** Small links or buttons on the title's line. */
  aside?: ReactNode;
  /** A framed section is a card; cards never hold cards. */
  framed?: boolean;
  children: ReactNode;
}

export function Section({ title, note, aside, framed = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} data-framed={framed} aria-labelledby={id}>
      <header className={css.sectionHead}>
        <h2 id={id}>{title}</h2>
        {note && <p className={css.note}>{note}</p>}
        {aside && <div className={css.aside}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** Columns that fold into one on a phone: `wide` takes two thirds. */
export function Columns({
  children,
  shape = 'even',
}: {
  children: ReactNode;
  shape?: 'even' | 'narrow-wide' | 'wide-narrow';
}) {
  return (
    <div className={css.columns} data-shape={shape}>
      {children}
    </div>
  );
}

/** Sections under one another. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={css.stack}>{children}</div>;
}
