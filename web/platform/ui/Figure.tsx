import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import css from './Figure.module.css';
import { type Source, SourceHint } from './marks.tsx';

interface FigureLook {
  value: ReactNode;
  label: ReactNode;
  note?: ReactNode;
}

function FigureAnchor({ value, label, note, ...rest }: FigureLook & ComponentProps<'a'>) {
  return (
    <a {...rest} className={css.figure}>
      <span className={css.value} data-none={value === '0'}>
        {value}
      </span>
      <span className={css.label}>{label}</span>
      {note && <span className={css.note}>{note}</span>}
    </a>
  );
}

/** A figure that opens the rows behind it: `<Figure value={7} label="…" to="/koperasi" search={{ operation: 'trading' }} />`. */
export const Figure = createLink(FigureAnchor);

/** Figures side by side, with the source they share. */
export function Figures({ children, source }: { children: ReactNode; source?: Source }) {
  return (
    <div className={css.figures}>
      {children}
      {source && <SourceHint source={source} />}
    </div>
  );
}
