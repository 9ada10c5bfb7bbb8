import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { listSalesCall, type SaleListed } from '../../server/sales/sale.schema.ts';
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
import { FlagNotes } from './FlagNotes.tsx';

const route = getRouteApi('/signed-in/penjualan');

/** What was sold, newest first, and what of it should not have been. */
export function SalesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const only = useOnlyCooperative();
  const ofCooperative = useCooperativeFilter();
  const sales = useQuery({ ...read(listSalesCall, { query }), placeholderData: keepPreviousData });
  const { cooperativeId } = query;
  return (
    <Page
      title={t('sales.list.title')}
      note={t('sales.list.note')}
      actions={
        may('sale.record') && (
          <ButtonLink kind="act" to="/penjualan/catat" search={cooperativeId === undefined ? {} : { cooperativeId }}>
            {t('sales.record.verb')}
          </ButtonLink>
        )
      }
    >
      <DataTable
        caption={t('sales.list.title')}
        query={sales}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listSalesCall}
            total={sales.data?.total}
            filters={[
              ...(only === undefined ? [ofCooperative] : []),
              {
                name: 'flagged',
                label: t('sales.list.all'),
                choices: [{ value: 'true', label: t('sales.list.flagged') }],
              },
            ]}
          />
        }
        empty={<EmptyState title={t('sales.list.none')}>{may('sale.record') && t('sales.list.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<SaleListed>[] {
  const { t, date, rupiah } = useSpeech();
  const isOnly = useOnlyCooperative() !== undefined;
  return [
    {
      id: 'number',
      head: t('sales.list.number'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/penjualan/$id" params={{ id: row.id }}>
            {row.number}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'soldOn', head: t('sales.fields.soldOn'), cell: (row) => date(row.soldOn) },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('sales.fields.cooperativeId'),
            cell: (row: SaleListed) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    { id: 'goods', head: t('sales.list.goods'), cell: (row) => row.goods },
    { id: 'buyer', head: t('sales.fields.buyer'), cell: (row) => t(`sales.options.buyer.${row.buyer}`) },
    { id: 'total', head: t('sales.list.total'), align: 'end', cell: (row) => rupiah(row.totalIdr) },
    {
      id: 'notes',
      head: t('sales.list.notes'),
      cell: (row) => (
        <>
          {row.reversesId !== null && t('sales.list.reversal')}
          {row.reversedById !== null && t('sales.list.reversed')}
          <FlagNotes flags={row.flags} />
        </>
      ),
    },
  ];
}
