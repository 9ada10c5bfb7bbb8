import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { listStocktakesCall, type StocktakeShown } from '../../server/inventory/count/count.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/gudang/hitungan');

/** The counts of shelves, and what each waits for. */
export function StocktakesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const counts = useQuery({ ...read(listStocktakesCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('inventory.counts.title')}
      note={t('inventory.counts.note')}
      actions={
        may('stock.count') && (
          <ButtonLink to="/gudang/hitungan/baru" kind="act">
            {t('inventory.count.open')}
          </ButtonLink>
        )
      }
    >
      <DataTable
        caption={t('inventory.counts.title')}
        query={counts}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listStocktakesCall} total={counts.data?.total} filters={[useCooperativeFilter()]} />}
        empty={<EmptyState title={t('inventory.counts.none')}>{t('inventory.counts.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<StocktakeShown>[] {
  const { t, date, rupiah } = useSpeech();
  const isOnly = useOnlyCooperative() !== undefined;
  return [
    {
      id: 'number',
      head: t('inventory.counts.number'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/gudang/hitungan/$id" params={{ id: row.id }}>
            {row.number}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('inventory.fields.cooperativeId'),
            cell: (row: StocktakeShown) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    { id: 'place', head: t('inventory.fields.placeId'), cell: (row) => row.place.name },
    { id: 'day', head: t('inventory.counts.day'), cell: (row) => date(row.openedOn) },
    {
      id: 'people',
      head: t('inventory.counts.people'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => String(row.people),
    },
    {
      id: 'state',
      head: t('inventory.counts.state'),
      cell: (row) =>
        row.outcome === null
          ? t(`inventory.waits.${row.waitsFor ?? 'approval'}`)
          : t(`inventory.outcomes.${row.outcome}`),
    },
    {
      id: 'difference',
      head: t('inventory.counts.difference'),
      align: 'end',
      cell: (row) =>
        row.outcome === 'settled'
          ? t('inventory.counts.both', { gain: rupiah(row.gainIdr), loss: rupiah(row.lossIdr) })
          : '–',
    },
  ];
}
