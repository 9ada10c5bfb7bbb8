import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  type CityFigures,
  type CityRow,
  cityStatementsCall,
} from '../../../server/ledger/statements/statement.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { CooperativeName } from '../../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../../platform/ui/DataTable.tsx';
import { SampleBadge } from '../../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../../platform/ui/Page.tsx';
import { EmptyState } from '../../platform/ui/States.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';
import { Period } from './Period.tsx';
import css from './statements.module.css';

const route = getRouteApi('/signed-in/buku/laporan');

const figures = ['money', 'stock', 'assets', 'debts', 'equity', 'sales', 'result'] as const;

/** Every book side by side, and what they add up to; each opens its own statements. */
export function CityStatements() {
  const { t, date } = useSpeech();
  const { from, to, after } = route.useSearch();
  const asked = { ...(from && { from }), ...(to && { to }), ...(after && { after }) };
  const query = useQuery({ ...read(cityStatementsCall, { query: asked }), placeholderData: keepPreviousData });
  const { data } = query;
  return (
    <Page
      title={t('ledger.city.title')}
      note={data && t('ledger.city.note', { from: date(data.from), to: date(data.to) })}
      actions={<Period shown={data} />}
    >
      <Stack>
        {data !== undefined && data.rows.length > 0 && (
          <Section title={t('ledger.city.sums')}>
            <Sums sum={data.sum} />
          </Section>
        )}
        <DataTable
          caption={t('ledger.city.title')}
          query={query}
          columns={useColumns()}
          rowKey={({ cooperative }) => cooperative.id}
          tools={<TableTools call={cityStatementsCall} total={data?.total} />}
          empty={<EmptyState title={t('ledger.city.none')}>{t('ledger.city.noneTodo')}</EmptyState>}
        />
      </Stack>
    </Page>
  );
}

function Sums({ sum }: { sum: CityFigures }) {
  const { t, rupiah } = useSpeech();
  return (
    <dl className={css.sums}>
      {figures.map((name) => (
        <div key={name}>
          <dt>{t(`ledger.city.${name}`)}</dt>
          <dd>{rupiah(sum[`${name}Idr`])}</dd>
        </div>
      ))}
    </dl>
  );
}

function useColumns(): Column<CityRow>[] {
  const { t, date, number } = useSpeech();
  const { from, to } = route.useSearch();
  return [
    {
      id: 'cooperative',
      head: t('ledger.city.cooperative'),
      onPhone: 'headline',
      cell: ({ cooperative, sample }) => (
        <>
          <Link to="/buku/laporan" search={{ cooperativeId: cooperative.id, ...(from && { from }), ...(to && { to }) }}>
            <CooperativeName name={cooperative.name} />
          </Link>{' '}
          {sample && <SampleBadge />}
        </>
      ),
    },
    ...figures.map(
      (name): Column<CityRow> => ({
        id: name,
        head: t(`ledger.city.${name}`),
        align: 'end',
        onPhone: 'labelled',
        cell: (row) => number(row[`${name}Idr`]),
      }),
    ),
    {
      id: 'closed',
      head: t('ledger.city.closed'),
      onPhone: 'left-out',
      cell: ({ closedThrough, openedOn }) => (closedThrough < openedOn ? '–' : date(closedThrough)),
    },
  ];
}
