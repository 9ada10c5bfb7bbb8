import type { RouteShown } from '../../../server/assets/screening/screening.schema.ts';
import { siteUses } from '../../../server/assets/site-use.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { Section } from '../../platform/ui/Page.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import css from './screening.module.css';

const marks = { open: 'pass', after_step: 'unknown', closed: 'fail' } as const;

/** What the law allows with property of this owner: what is open first; the closed ways folded, because offices keep asking for them. */
export function LegalRoutes({ routes }: { routes: readonly RouteShown[] }) {
  const { t, number } = useSpeech();
  if (routes.length === 0) return null;
  const waysOf = (feasibility: RouteShown['feasibility']) => [
    ...Map.groupBy(
      routes.filter((each) => each.feasibility === feasibility),
      ({ route, firstStep }) => `${route} ${firstStep}`,
    ).values(),
  ];
  const ways = [...waysOf('open'), ...waysOf('after_step')];
  const closed = waysOf('closed');
  return (
    <Section title={t('assets.screening.routes.title')} note={t('assets.screening.routes.note')}>
      {ways.length === 0 && <p>{t('assets.screening.routes.noneOpen')}</p>}
      <Ways ways={ways} />
      {closed.length > 0 && (
        <details className={css.closed}>
          <summary>{t('assets.screening.routes.closedWays', { count: number(closed.length) })}</summary>
          <Ways ways={closed} />
        </details>
      )}
    </Section>
  );
}

function Ways({ ways }: { ways: readonly (readonly RouteShown[])[] }) {
  const { t } = useSpeech();
  return (
    <ul className={css.ways}>
      {ways.map((uses) => {
        const [first] = uses;
        if (first === undefined) return null;
        const { route, feasibility, firstStep, decidedBy, term, legalBasis, standing } = first;
        const said =
          uses.length === siteUses.length
            ? t('assets.screening.routes.allUses')
            : uses.map(({ use }) => t(`assets.screening.use.${use}`)).join(', ');
        return (
          <li key={`${route} ${firstStep}`} className={css.line}>
            <span>
              <OutcomeMark state={marks[feasibility]} isNamed={false} />{' '}
              <strong>{t(`assets.screening.routes.names.${route}`)}</strong> ·{' '}
              {t(`assets.screening.routes.${feasibility}`, { step: firstStep ?? '' })} · {said}
            </span>
            <span className="quiet small">
              {[t('assets.screening.routes.decides', { who: decidedBy }), term]
                .filter((part) => part !== null)
                .join(', ')}
              . {legalBasis} ({t(`assets.screening.standing.${standing}`)})
            </span>
          </li>
        );
      })}
    </ul>
  );
}
