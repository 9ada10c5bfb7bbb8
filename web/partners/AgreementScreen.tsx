import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  type AgreementShown,
  endAgreementCall,
  getAgreementCall,
  setAgreedPriceCall,
} from '../../server/partners/agreement/agreement.schema.ts';
import { quotaUseCall } from '../../server/partners/sell-through/sell-through.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { SampleBadge, SourceNote } from '../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { usePaymentWords } from './payment-words.ts';
import { useQuotaColumns } from './QuotaScreen.tsx';

const route = getRouteApi('/signed-in/perjanjian/$id');

/** One agreement: its terms, its goods with the prices of a day, and how much of its quotas is used. */
export function AgreementScreen() {
  const { t } = useSpeech();
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const query = useQuery(read(getAgreementCall, { params: { id }, query: asOf === undefined ? {} : { asOf } }));
  const { data } = query;
  const today = useQuery(meQuery).data?.today;
  return (
    <Page
      title={data ? t('partners.agreements.one', { number: data.number }) : t('partners.agreements.title')}
      note={data?.source.sample && <SampleBadge />}
      actions={
        <>
          <AsOf />
          {data && may('agreement.edit') && (data.validTo === null || data.validTo > (today ?? data.validFrom)) && (
            <RecordButton
              verb={t('partners.end')}
              call={endAgreementCall}
              params={{ id }}
              refusedAt={{ 'partners/dates-reversed': '/on' }}
            />
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(agreement) => (
          <Stack>
            <Terms agreement={agreement} />
            <Section title={t('partners.fields.products')}>
              <Products agreement={agreement} />
            </Section>
            {agreement.quotaPeriod !== null && (
              <Section title={t('partners.quota.title')}>
                <Quotas agreement={agreement} />
              </Section>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Terms({ agreement }: { agreement: AgreementShown }) {
  const { t, date, rupiah } = useSpeech();
  const payment = usePaymentWords();
  const { cooperative, partner, principal, validFrom, validTo, creditLimitIdr } = agreement;
  return (
    <Facts
      items={[
        {
          label: t('partners.fields.cooperativeId'),
          value: (
            <Link to="/koperasi/$id" params={{ id: cooperative.id }}>
              {cooperative.name}
            </Link>
          ),
        },
        { label: t('partners.fields.partnerId'), value: partner.name },
        ...(principal ? [{ label: t('partners.fields.principalId'), value: principal.name }] : []),
        {
          label: t('partners.list.valid'),
          value: `${date(validFrom)} – ${validTo ? date(validTo) : t('partners.list.openEnd')}`,
        },
        { label: t('partners.fields.payment'), value: payment(agreement) },
        {
          label: t('partners.fields.creditLimitIdr'),
          value: creditLimitIdr === null ? t('partners.agreements.noLimit') : rupiah(creditLimitIdr),
        },
        { label: t('partners.list.source'), value: <SourceNote source={agreement.source} /> },
      ]}
    />
  );
}

type Product = AgreementShown['products'][number];

function Products({ agreement }: { agreement: AgreementShown }) {
  const speech = useSpeech();
  const { t, rupiah } = speech;
  const { asOf } = route.useSearch();
  const { id } = agreement;
  const products = useQuery({
    ...read(getAgreementCall, { params: { id }, query: asOf === undefined ? {} : { asOf } }),
    select: ({ products: rows }) => ({ rows, next: null, total: rows.length }),
  });
  const columns: Column<Product>[] = [
    { id: 'name', head: t('partners.agreements.product'), onPhone: 'headline', cell: (row) => row.name },
    { id: 'pack', head: t('partners.agreements.pack'), cell: (row) => row.packLabel },
    { id: 'price', head: t('partners.fields.priceIdr'), align: 'end', cell: (row) => rupiah(row.priceIdr) },
    {
      id: 'quota',
      head: t('partners.agreements.quota'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) =>
        row.quotaBase === null
          ? t('partners.agreements.noLimit')
          : t(`partners.agreements.per.${agreement.quotaPeriod}`, {
              quantity: quantityWords(row.quotaBase, row.baseUnit, speech),
            }),
    },
    {
      id: 'dearer',
      head: t('partners.list.actions'),
      can: 'agreement.edit',
      align: 'end',
      onPhone: 'action',
      cell: (row) => (
        <RecordButton
          kind="quiet"
          verb={t('partners.agreements.setPrice')}
          title={`${t('partners.agreements.setPrice')}: ${row.name}, ${row.packLabel}`}
          call={setAgreedPriceCall}
          params={{ id: agreement.id }}
          start={{ seq: row.seq, priceIdr: row.priceIdr }}
          ask={['priceIdr', 'effectiveOn', 'source']}
          refusedAt={{ 'partners/outside-agreement': '/effectiveOn' }}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('partners.fields.products')}
      query={products}
      columns={columns}
      rowKey={(row) => String(row.seq)}
      empty={null}
    />
  );
}

/** The quotas of this agreement, as the list of all has them. */
function Quotas({ agreement }: { agreement: AgreementShown }) {
  const { t } = useSpeech();
  const { asOf } = route.useSearch();
  const { cooperative, partner, id } = agreement;
  const query = { cooperativeId: cooperative.id, partnerId: partner.id, ...(asOf === undefined ? {} : { asOf }) };
  const quotas = useQuery({
    ...read(quotaUseCall, { query: { ...query, limit: 200 } }),
    select: (page) => ({ ...page, rows: page.rows.filter((row) => row.agreement.id === id) }),
  });
  const columns = useQuotaColumns().filter(({ id: column }) => column !== 'cooperative' && column !== 'partner');
  return (
    <DataTable
      caption={t('partners.quota.title')}
      query={quotas}
      columns={columns}
      rowKey={(row) => row.id}
      empty={t('partners.quota.notInForce')}
    />
  );
}
