import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { daysBetween } from '../../server/kernel/business-date.ts';
import { openStatuses, orderStatuses } from '../../server/procurement/order.ts';
import { listOrderLinesCall, listOrdersCall, type OrderListed } from '../../server/procurement/order-list.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { hat, may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { download } from '../platform/send.ts';
import { meQuery } from '../platform/session.ts';
import { Button, ButtonLink } from '../platform/ui/Button.tsx';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Days, SampleBadge } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, wordsFor } from '../platform/ui/States.tsx';
import { type Tab, TabLinks } from '../platform/ui/TabLinks.tsx';
import { type Filter, TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/pesanan');

/** Orders: a partner's inbox, a cooperative's own, the city's all. What waits stands first, oldest first. */
export function OrdersScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const orders = useQuery({ ...read(listOrdersCall, { query }), placeholderData: keepPreviousData });
  const { everywhere } = query;
  return (
    <Page
      title={t('procurement.list.title')}
      note={t(everywhere ? 'procurement.list.noteEverywhere' : 'procurement.list.note')}
      actions={
        <>
          {may('order.deliver') && !everywhere && (
            <ButtonLink to="/pesanan/muat" kind="plain">
              {t('procurement.load.open')}
            </ButtonLink>
          )}
          {may('order.place') && (
            <ButtonLink to="/pesanan/baru" kind="act">
              {t('procurement.new.open')}
            </ButtonLink>
          )}
        </>
      }
    >
      <TabLinks label={t('procurement.list.parts')} name="open" tabs={useOpenTabs()} />
      <DataTable
        caption={t('procurement.list.title')}
        query={orders}
        columns={useColumns(everywhere ?? false)}
        rowKey={(row) => row.id}
        tools={
          <>
            <TableTools call={listOrdersCall} total={orders.data?.total} filters={useFilters()} />
            <LineFiles />
          </>
        }
        empty={
          <EmptyState title={t('procurement.list.none')}>
            {may('order.place') ? t('procurement.list.noneTodo') : t('procurement.list.noneWait')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useOpenTabs(): Tab[] {
  const { t } = useSpeech();
  return [
    { value: 'true', label: t('procurement.list.open') },
    { value: 'false', label: t('procurement.list.over') },
  ];
}

function useFilters(): Filter[] {
  const { t } = useSpeech();
  const { open = true } = route.useSearch();
  const cooperatives = useCooperativeFilter();
  const statuses = orderStatuses.filter((status) => openStatuses.includes(status) === open);
  const status = {
    ...{ name: 'status', label: t('procurement.list.everyStatus') },
    choices: statuses.map((value) => ({ value, label: t(`procurement.status.${value}`) })),
  };
  const cities = {
    ...{ name: 'everywhere', label: t('procurement.list.thisCity') },
    choices: [{ value: 'true', label: t('procurement.list.everyCity') }],
  };
  return [cooperatives, status, ...(hat()?.role === 'partner' ? [cities] : [])];
}

/** The same orders line by line, as a partner's own program takes them. */
function LineFiles() {
  const { t } = useSpeech();
  const { after: _, limit: __, ...query } = route.useSearch();
  const taking = useMutation({
    mutationFn: (ending: 'csv' | 'xlsx') => download(listOrderLinesCall, { query }, ending),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <div data-no-print>
      {(['csv', 'xlsx'] as const).map((ending) => (
        <Button
          key={ending}
          kind="quiet"
          icon={<IconDownload size={16} aria-hidden />}
          busy={taking.isPending}
          onClick={() => taking.mutate(ending)}
        >
          {t('procurement.list.lines', { ending })}
        </Button>
      ))}
    </div>
  );
}

/** How long an order that is not over has waited; late from the day after it was wanted. */
function Waiting({ order: { status, orderedOn, wantedOn } }: { order: OrderListed }) {
  const today = useQuery(meQuery).data?.today;
  if (today === undefined || !openStatuses.includes(status)) return null;
  return <Days count={Math.max(0, daysBetween(orderedOn, today))} late={wantedOn !== null && wantedOn < today} />;
}

function useColumns(everywhere: boolean): Column<OrderListed>[] {
  const { t, date, rupiah } = useSpeech();
  const city: Column<OrderListed> = { id: 'city', head: t('procurement.list.city'), cell: (row) => row.city };
  return [
    {
      id: 'number',
      head: t('procurement.fields.number'),
      onPhone: 'headline',
      cell: (row) =>
        everywhere ? (
          row.number
        ) : (
          <Link to="/pesanan/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
    },
    ...(everywhere ? [city] : []),
    { id: 'buyer', head: t('procurement.list.buyer'), cell: (row) => shortNameOf(row.buyer.name) },
    { id: 'supplier', head: t('procurement.list.supplier'), cell: (row) => row.supplier.name },
    { id: 'goods', head: t('procurement.list.goods'), cell: (row) => row.goods },
    {
      id: 'ordered',
      head: t('procurement.fields.orderedOn'),
      cell: (row) => (
        <>
          {date(row.orderedOn)} <Waiting order={row} />
        </>
      ),
    },
    {
      id: 'wanted',
      head: t('procurement.fields.wantedOn'),
      onPhone: 'labelled',
      cell: (row) => (row.wantedOn === null ? '–' : date(row.wantedOn)),
    },
    { id: 'total', head: t('procurement.list.total'), align: 'end', cell: (row) => rupiah(row.totalIdr) },
    {
      id: 'status',
      head: t('procurement.list.status'),
      cell: (row) => (
        <>
          {t(`procurement.status.${row.status}`)} {row.sample && <SampleBadge />}
        </>
      ),
    },
  ];
}
