import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { reverseSaleCall, type SaleShown, showSaleCall } from '../../server/sales/sale.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { FlagNotes } from './FlagNotes.tsx';

const route = getRouteApi('/signed-in/penjualan/$id');

/** One sale: what, to whom, for how much, what it cost, and what was out of order. */
export function SaleScreen() {
  const { id } = route.useParams();
  const sale = useQuery(read(showSaleCall, { params: { id } }));
  return <Loaded query={sale}>{(shown) => <Shown sale={shown} />}</Loaded>;
}

function Shown({ sale }: { sale: SaleShown }) {
  const { t } = useSpeech();
  const canReverse = may('sale.record') && sale.reversesId === null && sale.reversedById === null;
  return (
    <Page
      title={t('sales.page.numbered', { number: sale.number })}
      note={
        <>
          {sale.cooperative.name} · {sale.placeName} {sale.sample && <SampleBadge />}{' '}
          <RecordedNote role={sale.recordedRole} onBehalf={sale.onBehalf} />
        </>
      }
      actions={
        canReverse && (
          <RecordButton
            verb={t('sales.reverse')}
            title={t('sales.page.reverseTitle', { number: sale.number })}
            call={reverseSaleCall}
            params={{ id: sale.id }}
            refreshes={['inventory', 'ledger']}
            refusedAt={{ 'sales/in-future': '/reversedOn', 'sales/before-sale': '/reversedOn' }}
          />
        )
      }
    >
      <Facts items={useFacts(sale)} />
      <Section title={t('sales.page.lines')}>
        {sale.lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </Section>
    </Page>
  );
}

function useFacts(sale: SaleShown) {
  const { t, date, rupiah } = useSpeech();
  const other = sale.reversesId ?? sale.reversedById;
  return [
    { label: t('sales.fields.soldOn'), value: date(sale.soldOn) },
    ...(sale.postedOn === sale.soldOn
      ? []
      : [{ label: t('sales.page.postedOn'), value: t('sales.page.late', { date: date(sale.postedOn) }) }]),
    { label: t('sales.fields.buyer'), value: t(`sales.options.buyer.${sale.buyer}`) },
    { label: t('sales.list.total'), value: rupiah(sale.totalIdr) },
    { label: t('sales.fields.accountCode'), value: sale.accountName },
    ...(sale.evidence === null ? [] : [{ label: t('sales.fields.evidence'), value: sale.evidence }]),
    ...(sale.reason === null ? [] : [{ label: t('sales.fields.reason'), value: sale.reason }]),
    ...(other === null
      ? []
      : [
          {
            label: t(sale.reversesId === null ? 'sales.list.reversed' : 'sales.list.reversal'),
            value: (
              <Link to="/penjualan/$id" params={{ id: other }}>
                {t('sales.page.other')}
              </Link>
            ),
          },
        ]),
  ];
}

function Line({ line }: { line: SaleShown['lines'][number] }) {
  const speech = useSpeech();
  const { t, rupiah, number } = speech;
  const packs = `${number(line.qtyPacks)} ${line.packLabel}`;
  const quantity = quantityWords(line.qtyBase, line.baseUnit, speech);
  return (
    <Section title={line.itemName} framed>
      <Facts
        items={[
          {
            label: t('sales.fields.qtyPacks'),
            value: packs === quantity ? packs : `${packs} = ${quantity}`,
          },
          {
            label: t('sales.fields.priceIdr'),
            value:
              line.listPriceIdr === null || line.listPriceIdr === line.priceIdr
                ? rupiah(line.priceIdr)
                : t('sales.page.priceBeside', { price: rupiah(line.priceIdr), list: rupiah(line.listPriceIdr) }),
          },
          { label: t('sales.page.amount'), value: rupiah(line.amountIdr) },
          { label: t('sales.page.cost'), value: rupiah(line.costIdr) },
          ...(line.shortBase === 0
            ? []
            : [{ label: t('sales.page.short'), value: quantityWords(line.shortBase, line.baseUnit, speech) }]),
          ...(line.flags.length === 0
            ? []
            : [{ label: t('sales.list.notes'), value: <FlagNotes flags={line.flags} /> }]),
        ]}
      />
    </Section>
  );
}
