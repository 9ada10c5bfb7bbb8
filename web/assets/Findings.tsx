import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { Section } from '../platform/ui/Page.tsx';
import type { Asset } from './asset-page.ts';
import css from './Findings.module.css';

/** What looks wrong about an asset, the worst first, each with what to do. */
export function Findings({ findings }: { findings: Asset['findings'] }) {
  const { t, ...speech } = useSpeech();
  if (findings.length === 0) return null;
  return (
    <Section title={t('assets.findings.title')}>
      <ul className={css.findings}>
        {findings.map(({ kind, severity, figures, others }) => (
          <li key={kind} data-severity={severity}>
            <span>
              <strong>{t(`assets.findings.severity.${severity}`)}</strong>{' '}
              {t(`assets.findings.${kind}`, saidFigures(figures, speech))}
              {others.map(({ id, name }) => (
                <Fragment key={id}>
                  {' '}
                  <Link to="/aset/$id" params={{ id }}>
                    {name}
                  </Link>
                </Fragment>
              ))}
            </span>
            <small className="quiet">{t(`assets.findings.todo.${kind}`)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Areas, amounts and distances as people read them, by what their names end with. */
function saidFigures(
  figures: Asset['findings'][number]['figures'],
  { area, number, rupiah: amount }: Omit<Speech, 't'>,
) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      if (typeof value === 'string') return [name, value];
      if (name.endsWith('M2')) return [name, area(value)];
      return [name, name.endsWith('Idr') ? amount(rupiah(value)) : number(value)];
    }),
  );
}
