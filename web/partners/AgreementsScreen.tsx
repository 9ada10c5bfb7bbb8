import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type AgreementShown, listAgreementsCall } from '../../server/partners/agreement/agreement.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SourceHint } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { usePaymentWords } from './payment-words.ts';
import { usePartnerFilter } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/perjanjian');

/** What cooperatives and partners agreed, as of a day. */
export function AgreementsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const agreements = useQuery({ ...read(listAgreementsCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('partners.agreements.title')}
      note={<Link to="/perjanjian/kuota">{t('partners.quota.title')}</Link>}
      actions={
        <>
          <AsOf />
          {may('agreement.edit') && (
            <ButtonLink
              kind="act"
              to="/perjanjian/baru"
              search={query.cooperativeId ? { cooperativeId: query.cooperativeId } : {}}
            >
              {t('partners.agreements.new')}
            </ButtonLink>
          )}
        </>
      }
    >
      <DataTable
        caption={t('partners.agreements.title')}
        query={agreements}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listAgreementsCall}
            total={agreements.data?.total}
            filters={[useCooperativeFilter(), usePartnerFilter()]}
          />
        }
        empty={
          <EmptyState title={t('partners.agreements.none')}>
            {may('agreement.edit') && t('partners.agreements.noneTodo')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<AgreementShown>[] {
  const { t, date } = useSpeech();
  const payment = usePaymentWords();
  return [
    {
      id: 'number',
      head: t('partners.fields.number'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/perjanjian/$id" params={{ id: row.id }}>
          {row.number}
        </Link>
      ),
    },
    {
      id: 'cooperative',
      head: t('partners.fields.cooperativeId'),
      cell: (row) => <CooperativeName name={row.cooperative.name} />,
    },
    {
      id: 'partner',
      head: t('partners.fields.partnerId'),
      cell: (row) =>
        row.principal
          ? t('partners.agreements.agentOf', { agent: row.partner.name, principal: row.principal.name })
          : row.partner.name,
    },
    {
      id: 'products',
      head: t('partners.fields.products'),
      cell: (row) => row.products.map(({ name }) => name).join(', '),
    },
    { id: 'payment', head: t('partners.fields.payment'), cell: (row) => payment(row) },
    {
      id: 'valid',
      head: t('partners.list.valid'),
      cell: (row) => `${date(row.validFrom)} – ${row.validTo ? date(row.validTo) : t('partners.list.openEnd')}`,
    },
    { id: 'source', head: t('partners.list.source'), cell: (row) => <SourceHint source={row.source} /> },
  ];
}
