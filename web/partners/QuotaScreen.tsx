import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type QuotaShown, quotaUseCall } from '../../server/partners/sell-through/sell-through.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { usePartnerFilter } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/perjanjian/kuota');

/** How much of what is agreed for this week or month was ordered and received. */
export function QuotaScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const quotas = useQuery({ ...read(quotaUseCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page title={t('partners.quota.title')} note={t('partners.quota.note')} actions={<AsOf />}>
      <DataTable
        caption={t('partners.quota.title')}
        query={quotas}
        columns={useQuotaColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={quotaUseCall}
            total={quotas.data?.total}
            filters={[useCooperativeFilter(), usePartnerFilter()]}
          />
        }
        empty={<EmptyState title={t('partners.quota.none')}>{t('partners.quota.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

export function useQuotaColumns(): Column<QuotaShown>[] {
  const speech = useSpeech();
  const { t, date } = speech;
  const quantity = (base: (row: QuotaShown) => number) => (row: QuotaShown) =>
    quantityWords(base(row), row.baseUnit, speech);
  const figure = { align: 'end', onPhone: 'labelled' } as const;
  return [
    {
      id: 'product',
      head: t('partners.agreements.product'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/perjanjian/$id" params={{ id: row.agreement.id }}>
          {row.productName}
        </Link>
      ),
    },
    {
      id: 'cooperative',
      head: t('partners.fields.cooperativeId'),
      cell: (row) => <CooperativeName name={row.cooperative.name} />,
    },
    { id: 'partner', head: t('partners.fields.partnerId'), cell: (row) => row.partner.name },
    { id: 'period', head: t('partners.quota.period'), cell: (row) => `${date(row.from)} – ${date(row.to)}` },
    { id: 'quota', head: t('partners.agreements.quota'), ...figure, cell: quantity((row) => row.quotaBase) },
    { id: 'ordered', head: t('partners.quota.ordered'), ...figure, cell: quantity((row) => row.orderedBase) },
    { id: 'received', head: t('partners.quota.received'), ...figure, cell: quantity((row) => row.receivedBase) },
    { id: 'left', head: t('partners.quota.left'), ...figure, cell: quantity((row) => row.leftBase) },
  ];
}
