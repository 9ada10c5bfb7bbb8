import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { rupiah } from '../../server/kernel/rupiah.ts';
import {
  acceptInvoiceCall,
  recordInvoiceCall,
  recordPaymentCall,
} from '../../server/procurement/billing/billing.schema.ts';
import {
  cancelOrderCall,
  closeOrderCall,
  confirmOrderCall,
  refuseOrderCall,
} from '../../server/procurement/order.schema.ts';
import type { OrderStep } from '../../server/procurement/order.ts';
import type { OrderPage } from '../../server/procurement/order-page.schema.ts';
import { recordReceiptCall } from '../../server/procurement/receipt/receipt.schema.ts';
import { costOf } from '../../server/procurement/receipt/receipt.ts';
import { returnGoodsCall } from '../../server/procurement/returns/return.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { meQuery } from '../platform/session.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { LineEntries } from './LineEntries.tsx';
import { amountOf } from './quantity.ts';

interface Of {
  order: OrderPage;
  /** The one thing to do next is red. */
  kind: 'act' | 'plain';
}

const actions: Partial<Record<OrderStep, (of: Of) => ReactNode>> = {
  confirm: Confirm,
  refuse: (of) => <WithReason {...of} step="refuse" call={refuseOrderCall} />,
  deliver: Deliver,
  receive: Receive,
  accept: () => null, // stands beside each invoice
  invoice: Invoice,
  'note-invoice': Invoice,
  pay: Pay,
  return: Return,
  close: (of) => <WithReason {...of} step="close" call={closeOrderCall} />,
  cancel: (of) => <WithReason {...of} step="cancel" call={cancelOrderCall} />,
};

/** In which order the steps are offered; the first of them is the thing to do. */
const firstThings: readonly OrderStep[] = ['confirm', 'deliver', 'receive', 'invoice', 'note-invoice', 'pay'];

/** What the reader may do with an order now, as the server's own table says. */
export function OrderActions({ order }: { order: OrderPage }) {
  const open = order.actions.filter((step) => isWorthOffering(order, step));
  const first = firstThings.find((step) => open.includes(step) && (step !== 'pay' || order.money.leftIdr > 0));
  return open
    .toSorted((a, b) => rankOf(b) - rankOf(a))
    .map((step) => {
      const Action = actions[step];
      return Action && <Action key={step} order={order} kind={step === first ? 'act' : 'plain'} />;
    });
}

/** A second paper for what is invoiced already, or an invoice for nothing, only asks to be made by mistake. */
function isWorthOffering({ actions: allowed, lines }: OrderPage, step: OrderStep): boolean {
  if (step !== 'invoice' && step !== 'note-invoice') return true;
  if (step === 'note-invoice' && allowed.includes('invoice')) return false;
  return lines.some((line) => invoiceable(line) > 0);
}

/** What came, or where nothing came yet is on its way, and was not invoiced or sent back. */
function invoiceable(line: OrderPage['lines'][number]): number {
  return (line.receivedBase || line.deliveredBase) - line.returnedBase - line.invoicedBase;
}

/** The thing to do stands last, where the hand is. */
function rankOf(step: OrderStep): number {
  const place = firstThings.indexOf(step);
  return place === -1 ? firstThings.length : place;
}

function useToday() {
  return useQuery(meQuery).data?.today;
}

type ReasonCall = typeof refuseOrderCall | typeof cancelOrderCall | typeof closeOrderCall;

function WithReason({ order, kind, step, call }: Of & { step: 'refuse' | 'cancel' | 'close'; call: ReasonCall }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      call={call as typeof refuseOrderCall}
      verb={t(`procurement.act.${step}`)}
      title={`${t(`procurement.act.${step}`)}: ${order.number}`}
      kind={kind}
      params={{ id: order.id }}
    />
  );
}

function Confirm({ order, kind }: Of) {
  const speech = useSpeech();
  const { t } = speech;
  return (
    <RecordButton
      call={confirmOrderCall}
      verb={t('procurement.act.confirm')}
      title={`${t('procurement.act.confirm')}: ${order.number}`}
      kind={kind}
      params={{ id: order.id }}
      start={{ cuts: [] }}
      ask={['cuts']}
      inputs={{
        cuts: (props) => (
          <LineEntries
            key="cuts"
            {...props}
            lines={order.lines}
            note={(line) => t('procurement.act.askedFor', { amount: askedAmount(order, line.seq, speech) })}
            fields={[
              { name: 'qtyPacks', label: t('procurement.fields.cuts-qtyPacks'), kind: 'packs' },
              { name: 'reason', label: t('procurement.fields.cuts-reason'), kind: 'text' },
            ]}
          />
        ),
      }}
    />
  );
}

function askedAmount(order: OrderPage, seq: number, speech: ReturnType<typeof useSpeech>): string {
  const line = order.lines.find((known) => known.seq === seq);
  return line === undefined ? '' : amountOf(line, line.qtyPacks * line.packQtyBase, speech);
}

function Deliver({ order, kind }: Of) {
  const { t } = useSpeech();
  return (
    <ButtonLink to="/pesanan/muat" search={{ orderId: order.id }} kind={kind}>
      {t('procurement.act.deliver')}
    </ButtonLink>
  );
}

function Receive({ order, kind }: Of) {
  const speech = useSpeech();
  const { t, date } = speech;
  const today = useToday();
  const came = new Set(order.receipts.map(({ deliveryId }) => deliveryId));
  const open = order.deliveries.filter(({ id }) => !came.has(id));
  const latest = open.at(-1);
  return (
    <RecordButton
      call={recordReceiptCall}
      verb={t('procurement.act.receive')}
      title={`${t('procurement.act.receive')}: ${order.number}`}
      kind={kind}
      refreshes={['inventory', 'ledger']}
      start={{
        ...{ orderId: order.id, placeId: order.placeId },
        ...(today && { receivedOn: today }),
        ...(latest && { deliveryId: latest.id }),
      }}
      ask={['deliveryId', 'receivedOn', 'lines', 'note']}
      refusedAt={{ 'procurement/in-future': '/receivedOn', 'procurement/nothing-came': '/lines' }}
      inputs={{
        deliveryId: (props) => (
          <ChoiceInput
            key="delivery"
            {...(props as InputProps<string>)}
            choices={open.map((note) => ({ value: note.id, label: `${note.number}, ${date(note.leftOn)}` }))}
          />
        ),
        lines: (props) => (
          <LineEntries
            key="lines"
            {...props}
            lines={order.lines}
            fixed={({ baseUnit }) => ({ baseUnit, goodBase: 0 })}
            note={(line) => expectedWords(order, line.seq, latest?.lines, speech)}
            fields={[
              { name: 'goodBase', label: t('procurement.fields.lines-goodBase'), kind: 'base', required: true },
              { name: 'damagedBase', label: t('procurement.fields.lines-damagedBase'), kind: 'base' },
              { name: 'quarantinedBase', label: t('procurement.fields.lines-quarantinedBase'), kind: 'base' },
              {
                ...{ name: 'emptiesGiven', label: t('procurement.fields.lines-emptiesGiven'), kind: 'packs' },
                of: ({ seq }) => order.lines.some((line) => line.seq === seq && line.inCylinders),
              },
            ]}
          />
        ),
      }}
    />
  );
}

function expectedWords(
  order: OrderPage,
  seq: number,
  note: OrderPage['deliveries'][number]['lines'] | undefined,
  speech: ReturnType<typeof useSpeech>,
): string {
  const line = order.lines.find((known) => known.seq === seq);
  if (line === undefined) return '';
  const sent = note?.find((each) => each.seq === seq)?.qtyBase;
  const base = sent ?? Math.max(0, line.agreedPacks * line.packQtyBase - line.receivedBase);
  return speech.t(sent === undefined ? 'procurement.act.stillExpected' : 'procurement.act.onNote', {
    amount: amountOf(line, base, speech),
  });
}

function Invoice({ order, kind }: Of) {
  const { t } = useSpeech();
  const today = useToday();
  const lines = order.lines
    .map((line) => ({ line, qtyBase: invoiceable(line) }))
    .filter(({ qtyBase }) => qtyBase > 0)
    .map(({ line, qtyBase }) => ({ seq: line.seq, qtyBase, amountIdr: costOf(line, qtyBase) }));
  return (
    <RecordButton
      call={recordInvoiceCall}
      verb={t('procurement.act.invoice')}
      title={`${t('procurement.act.invoice')}: ${order.number}`}
      kind={kind}
      start={{ orderId: order.id, lines, ...(today && { invoicedOn: today }) }}
      ask={['number', 'invoicedOn', 'dueOn', 'lines']}
      refusedAt={{
        ...{ 'procurement/in-future': '/invoicedOn', 'procurement/due-reversed': '/dueOn' },
        ...{ 'procurement/invoice-twice': '/number' },
      }}
      inputs={{
        lines: (props) => (
          <LineEntries
            key="lines"
            {...props}
            lines={order.lines}
            counts={({ qtyBase, amountIdr }) => qtyBase !== undefined || amountIdr !== undefined}
            fields={[
              { name: 'qtyBase', label: t('procurement.fields.lines-qtyBase'), kind: 'base', required: true },
              { name: 'amountIdr', label: t('procurement.fields.lines-amountIdr'), kind: 'rupiah', required: true },
            ]}
          />
        ),
      }}
    />
  );
}

/** The buyer's word on an invoice; what the goods that came cost stands there already. */
export function AcceptInvoice({ invoice }: { invoice: OrderPage['invoices'][number] }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      call={acceptInvoiceCall}
      verb={t('procurement.act.accept')}
      title={`${t('procurement.act.accept')}: ${invoice.number}`}
      refreshes={['ledger']}
      params={{ id: invoice.id }}
      start={{ acceptedIdr: rupiah(Math.min(invoice.coveredIdr, invoice.totalIdr)) }}
      ask={['acceptedIdr', 'reason']}
      refusedAt={{
        'procurement/more-than-invoiced': '/acceptedIdr',
        'procurement/not-all-come': '/acceptedIdr',
      }}
    />
  );
}

function Pay({ order, kind }: Of) {
  const { t } = useSpeech();
  const today = useToday();
  const { leftIdr } = order.money;
  return (
    <RecordButton
      call={recordPaymentCall}
      verb={t('procurement.act.pay')}
      title={`${t('procurement.act.pay')}: ${order.number}`}
      kind={kind}
      refreshes={['ledger']}
      start={{ orderId: order.id, ...(today && { paidOn: today }), ...(leftIdr > 0 && { amountIdr: leftIdr }) }}
      ask={['paidOn', 'amountIdr', 'accountCode', 'evidence']}
      refusedAt={{ 'procurement/in-future': '/paidOn', 'procurement/not-money': '/accountCode' }}
      inputs={{
        accountCode: (props) => (
          <ChoiceInput
            key="account"
            {...(props as InputProps<string>)}
            choices={order.accounts.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          />
        ),
      }}
    />
  );
}

function Return({ order, kind }: Of) {
  const { t } = useSpeech();
  const today = useToday();
  const returnable = order.lines.filter((line) => line.receivedBase > line.returnedBase);
  if (returnable.length === 0) return null;
  return (
    <RecordButton
      call={returnGoodsCall}
      verb={t('procurement.act.return')}
      title={`${t('procurement.act.return')}: ${order.number}`}
      kind={kind}
      refreshes={['inventory', 'ledger']}
      start={{ orderId: order.id, ...(today && { returnedOn: today }) }}
      ask={['returnedOn', 'lines', 'reason']}
      refusedAt={{ 'procurement/in-future': '/returnedOn', 'inventory/short': '/lines' }}
      inputs={{
        lines: (props) => (
          <ReturnLines key="lines" {...(props as InputProps<ReturnEntry[]>)} order={order} returnable={returnable} />
        ),
      }}
    />
  );
}

type ReturnEntry = { readonly seq: number; readonly fromPlaceId?: string; readonly qtyBase?: number };

/** Where the goods lie is asked once for all lines: what goes back stands together. */
function ReturnLines({
  order,
  returnable,
  value = [],
  onChange,
  ...frame
}: InputProps<ReturnEntry[]> & { order: OrderPage; returnable: OrderPage['lines'] }) {
  const speech = useSpeech();
  const { t } = speech;
  const fromPlaceId = value[0]?.fromPlaceId ?? order.places[0]?.id;
  const at = (entries: readonly ReturnEntry[], placeId: string | undefined) =>
    onChange(entries.map((entry) => ({ ...entry, ...(placeId !== undefined && { fromPlaceId: placeId }) })));
  return (
    <>
      <ChoiceInput
        label={t('procurement.fields.lines-fromPlaceId')}
        required
        value={fromPlaceId}
        choices={order.places.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(next) => at(value, next)}
      />
      <LineEntries
        {...frame}
        value={value}
        onChange={(next) => at(next as ReturnEntry[], fromPlaceId)}
        lines={returnable}
        note={(line) => {
          const known = returnable.find(({ seq }) => seq === line.seq);
          if (known === undefined) return null;
          return t('procurement.act.mayGoBack', {
            amount: amountOf(known, known.receivedBase - known.returnedBase, speech),
          });
        }}
        fields={[{ name: 'qtyBase', label: t('procurement.fields.lines-qtyBase'), kind: 'base', required: true }]}
      />
    </>
  );
}
