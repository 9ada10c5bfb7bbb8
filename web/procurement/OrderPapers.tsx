import { Children, type ReactNode } from 'react';
import type { OrderPage } from '../../server/procurement/order-page.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { RecordedNote } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { Timeline, type TimelineItem } from '../platform/ui/Timeline.tsx';
import { AcceptInvoice } from './OrderActions.tsx';
import { amountOf } from './quantity.ts';

/** Every paper of an order, each kind by itself; what nobody wrote yet is not there. */
export function OrderPapers({ order }: { order: OrderPage }) {
  const { t } = useSpeech();
  return (
    <>
      <Papers title={t('procurement.page.deliveries')} items={useDeliveries(order)} />
      <Papers title={t('procurement.page.receipts')} items={useReceipts(order)} />
      <Papers title={t('procurement.page.invoices')} items={useInvoices(order)} />
      <Papers title={t('procurement.page.payments')} items={usePayments(order)} />
      <Papers title={t('procurement.page.returns')} items={useReturns(order)} />
      <Papers title={t('procurement.page.steps')} items={useSteps(order)} />
    </>
  );
}

function Papers({ title, items }: { title: string; items: TimelineItem[] }) {
  return items.length === 0 ? null : (
    <Section title={title}>
      <Timeline items={items} />
    </Section>
  );
}

/** Says an amount of a line of the order. */
function useLineWords(order: OrderPage) {
  const speech = useSpeech();
  return (seq: number, base: number): string => {
    const line = order.lines.find((known) => known.seq === seq);
    return line === undefined ? '' : `${line.itemName}: ${amountOf(line, base, speech)}`;
  };
}

/** One under the other; what is not said takes no line. */
function listed(parts: readonly ReactNode[]): ReactNode {
  return Children.map(
    parts.filter((part) => part !== null && part !== ''),
    (part) => <div>{part}</div>,
  );
}

function useDeliveries(order: OrderPage): TimelineItem[] {
  const { t, date } = useSpeech();
  const say = useLineWords(order);
  return order.deliveries.map((delivery) => ({
    key: delivery.id,
    when: date(delivery.leftOn),
    what: t('procurement.page.delivery', { number: delivery.number }),
    from: listed([
      t('procurement.page.truck', { driver: delivery.driver, vehicle: delivery.vehicle }),
      ...delivery.lines.map(({ seq, qtyBase }) => say(seq, qtyBase)),
      ...delivery.flags.map((flag) => t(`procurement.flags.${flag}`)),
    ]),
  }));
}

function useReceipts(order: OrderPage): TimelineItem[] {
  const { t, date, rupiah } = useSpeech();
  const say = useLineWords(order);
  return order.receipts.map((receipt) => ({
    key: receipt.id,
    when: date(receipt.receivedOn),
    what: `${receipt.number} · ${rupiah(receipt.valueIdr)}`,
    from: listed([
      ...receipt.lines.flatMap((line) => [
        line.goodBase > 0 ? say(line.seq, line.goodBase) : null,
        line.quarantinedBase > 0
          ? t('procurement.page.quarantined', { what: say(line.seq, line.quarantinedBase) })
          : null,
        line.damagedBase > 0 ? t('procurement.page.damaged', { what: say(line.seq, line.damagedBase) }) : null,
        line.emptiesGiven === null ? null : t('procurement.page.empties', { count: line.emptiesGiven }),
        line.batchLabel === null
          ? null
          : t('procurement.page.batch', {
              label: line.batchLabel,
              day: line.expiresOn === null ? t('procurement.page.notTold') : date(line.expiresOn),
            }),
      ]),
      ...receipt.flags.map((flag) => t(`procurement.flags.${flag}`)),
      receipt.postedOn === receipt.receivedOn ? null : t('procurement.page.late', { day: date(receipt.postedOn) }),
      receipt.note,
      receipt.onBehalf ? t('procurement.page.onBehalf') : null,
    ]),
  }));
}

function useInvoices(order: OrderPage): TimelineItem[] {
  const { t, date, rupiah } = useSpeech();
  return order.invoices.map((invoice) => ({
    key: invoice.id,
    when: date(invoice.invoicedOn),
    what: `${invoice.number} · ${rupiah(invoice.totalIdr)}`,
    from: listed([
      t('procurement.page.due', { day: date(invoice.dueOn) }),
      invoice.acceptedIdr === null
        ? t('procurement.page.covers', { amount: rupiah(invoice.coveredIdr) })
        : t('procurement.page.accepted', { amount: rupiah(invoice.acceptedIdr) }),
      invoice.acceptedReason,
      invoice.acceptedIdr === null && order.actions.includes('accept') ? (
        <AcceptInvoice key="accept" invoice={invoice} />
      ) : null,
    ]),
  }));
}

function usePayments(order: OrderPage): TimelineItem[] {
  const { t, date, rupiah } = useSpeech();
  return order.payments.map((payment) => ({
    key: payment.id,
    when: date(payment.paidOn),
    what: rupiah(payment.amountIdr),
    from: listed([
      t('procurement.page.paidFrom', { account: payment.accountCode, evidence: payment.evidence }),
      ...payment.flags.map((flag) => t(`procurement.flags.${flag}`)),
    ]),
  }));
}

function useReturns(order: OrderPage): TimelineItem[] {
  const { date, rupiah } = useSpeech();
  const say = useLineWords(order);
  return order.returns.map((back) => ({
    key: back.id,
    when: date(back.returnedOn),
    what: `${back.number} · ${rupiah(back.creditIdr)}`,
    from: listed([...back.lines.map(({ seq, qtyBase }) => say(seq, qtyBase)), back.reason]),
  }));
}

function useSteps(order: OrderPage): TimelineItem[] {
  const { t, date, number } = useSpeech();
  return order.steps.toReversed().map((step, at) => ({
    key: String(at),
    when: date(step.happenedOn),
    what: t(`procurement.steps.${step.step}`),
    from: listed([
      step.reason,
      ...step.cuts.map(({ seq, qtyPacks, reason }) => {
        const name = order.lines.find((line) => line.seq === seq)?.itemName ?? '';
        return t('procurement.page.cut', { name, packs: number(qtyPacks), reason });
      }),
      <RecordedNote key="by" role={step.role} onBehalf={step.onBehalf} />,
    ]),
  }));
}
