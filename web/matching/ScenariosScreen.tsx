import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { listScenariosCall, type ScenarioLine } from '../../server/matching/scenario.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Columns, Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { AskPanel } from './AskPanel.tsx';
import css from './matching.module.css';

/** Every match that was asked for, the last first, and a new question beside them. */
export function ScenariosScreen() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const scenarios = useQuery(read(listScenariosCall));
  const list = (
    <Section title={t('matching.list.kept')}>
      <Loaded
        query={scenarios}
        emptyIf={({ rows }) => rows.length === 0}
        empty={
          <EmptyState title={t('matching.list.none')}>
            {t(may('match.run') ? 'matching.list.noneTodo' : 'matching.list.noneWait')}
          </EmptyState>
        }
      >
        {({ rows }) => (
          <ul className={css.lines}>
            {rows.map((row) => (
              <ScenarioRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
  return (
    <Page title={t('matching.list.title')} note={t('matching.list.note')}>
      {may('match.run') ? (
        <Columns shape="narrow-wide">
          <Section title={t('matching.ask.title')}>
            <AskPanel onAsked={(id) => void navigate({ to: '/cocokkan/$id', params: { id } })} />
          </Section>
          {list}
        </Columns>
      ) : (
        list
      )}
    </Page>
  );
}

function ScenarioRow({ row }: { row: ScenarioLine }) {
  const { t, number, date } = useSpeech();
  return (
    <li className={css.scenario}>
      <Link to="/cocokkan/$id" params={{ id: row.id }}>
        {row.name}
      </Link>
      <span>
        {row.state === 'asked'
          ? t('matching.list.underWay')
          : t('matching.served', {
              served: number(row.servedCount ?? 0),
              unserved: number((row.needCount ?? 0) - (row.servedCount ?? 0)),
            })}
      </span>
      <span className="quiet small">
        {[
          row.uses.map((use) => t(`matching.uses.${use}`)).join(', '),
          t('platform.when.asOf', { date: date(row.day) }),
          ...(row.countsUnknown ? [t('matching.whatIf')] : []),
          ...(row.publishedOn === null ? [] : [t('matching.publishedOn', { date: date(row.publishedOn) })]),
        ].join(' · ')}{' '}
        {row.sample && <SampleBadge />}
      </span>
    </li>
  );
}
