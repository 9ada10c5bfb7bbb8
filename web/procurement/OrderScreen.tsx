import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getOrderCall, type OrderPage } from '../../server/procurement/order-page.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { Sideways } from '../platform/ui/Sideways.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { OrderActions } from './OrderActions.tsx';
import { OrderPapers } from './OrderPapers.tsx';
import css from './procurement.module.css';
import { amountOf } from './quantity.ts';

/** One order: what was asked, agreed, sent, received and invoiced side by side, and every paper that hangs on it. */
export function OrderScreen() {
  const { t } = useSpeech();
  const { id } = useParams({ from: '/signed-in/pesanan/$id' });
  const query = useQuery(read(getOrderCall, { params: { id } }));
  return (
    <Loaded query={query}>
      {(order) => (
        <Page
          title={order.number}
          note={
            <>
              {t(`procurement.status.${order.status}`)} {order.sample && <SampleBadge />}
            </>
          }
          actions={<OrderActions order={order} />}
        >
          <Head order={order} />
          <Section title={t('procurement.page.lines')} note={t('procurement.page.linesNote')}>
            <Lines order={order} />
          </Section>
          <OrderPapers order={order} />
        </Page>
      )}
    </Loaded>
  );
}

function Head({ order }: { order: OrderPage }) {
  const { t, date, rupiah } = useSpeech();
  const { money } = order;
  return (
    <Facts
      items={[
        { label: t('procurement.list.buyer'), value: `${order.buyer.name}, ${order.placeName}` },
        { label: t('procurement.list.supplier'), value: order.supplier.name },
        { label: t('procurement.fields.orderedOn'), value: date(order.orderedOn) },
        {
          label: t('procurement.fields.wantedOn'),
          value: order.wantedOn === null ? t('procurement.page.notTold') : date(order.wantedOn),
        },
        ...(order.note === null ? [] : [{ label: t('procurement.fields.note'), value: order.note }]),
        { label: t('procurement.list.total'), value: rupiah(order.totalIdr) },
        ...(order.isConsigned
          ? [{ label: t('procurement.page.consigned'), value: t('procurement.page.consignedMeans') }]
          : [
              { label: t('procurement.page.received'), value: rupiah(money.receivedIdr) },
              { label: t('procurement.page.credited'), value: rupiah(money.creditedIdr) },
              { label: t('procurement.page.settled'), value: rupiah(money.settledIdr) },
              { label: t('procurement.page.paid'), value: rupiah(money.paidIdr) },
              { label: t('procurement.page.left'), value: rupiah(money.leftIdr) },
            ]),
      ]}
    />
  );
}

function Lines({ order }: { order: OrderPage }) {
  const speech = useSpeech();
  const { t, number, rupiah } = speech;
  return (
    <Sideways label={t('procurement.page.linesNote')}>
      <table className={css.table}>
        <caption className="visually-hidden">{t('procurement.page.lines')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('procurement.list.goods')}</th>
            <th scope="col" data-align="end">
              {t('procurement.page.price')}
            </th>
            <th scope="col">{t('procurement.page.asked')}</th>
            <th scope="col">{t('procurement.page.agreed')}</th>
            <th scope="col">{t('procurement.page.sent')}</th>
            <th scope="col">{t('procurement.page.came')}</th>
            <th scope="col">{t('procurement.page.wentBack')}</th>
            <th scope="col">{t('procurement.page.invoiced')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => {
            const said = (base: number) => (base === 0 ? '–' : amountOf(line, base, speech));
            return (
              <tr key={line.seq}>
                <th scope="row">
                  {line.itemName}
                  {line.differences.map((flag) => (
                    <span key={flag} className={css.flag}>
                      {t(`procurement.differences.${flag}`)}
                    </span>
                  ))}
                </th>
                <td data-align="end">{rupiah(line.priceIdr)}</td>
                <td>
                  {number(line.qtyPacks)} {line.packLabel}
                </td>
                <td>{order.status === 'placed' ? '–' : number(line.agreedPacks)}</td>
                <td>{said(line.deliveredBase)}</td>
                <td>{said(line.receivedBase)}</td>
                <td>{said(line.returnedBase)}</td>
                <td>
                  {said(line.invoicedBase)}
                  {line.invoicedBase > 0 && <span className={css.said}> {rupiah(line.invoicedIdr)}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sideways>
  );
}
