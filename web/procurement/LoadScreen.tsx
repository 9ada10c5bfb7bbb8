import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { deliverCall, type NewLoad } from '../../server/procurement/delivery/delivery.schema.ts';
import { listOrderLinesCall, type OrderLineListed } from '../../server/procurement/order-list.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { read } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { type InputProps, TextInput, YesNoInput } from '../platform/ui/inputs.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { LineEntries } from './LineEntries.tsx';
import css from './procurement.module.css';
import { amountOf } from './quantity.ts';

const route = getRouteApi('/signed-in/pesanan/muat');

interface Loadable {
  readonly id: Id<'order'>;
  readonly number: string;
  readonly buyer: string;
  readonly placeName: string;
  readonly lines: readonly OrderLineListed[];
}

/** One truck: agreed orders of several outlets ride together, each with a delivery note of its own. */
export function LoadScreen() {
  const { t } = useSpeech();
  const query = useQuery(read(listOrderLinesCall, { query: { status: 'confirmed', limit: 200 } }));
  return (
    <Page title={t('procurement.load.title')} note={t('procurement.load.note')}>
      <Loaded
        query={query}
        emptyIf={({ rows }) => rows.length === 0}
        empty={<EmptyState title={t('procurement.load.none')}>{t('procurement.load.noneTodo')}</EmptyState>}
      >
        {({ rows }) => <Load orders={ordersOf(rows)} />}
      </Loaded>
    </Page>
  );
}

function ordersOf(rows: readonly OrderLineListed[]): Loadable[] {
  return [...Map.groupBy(rows, ({ order }) => order.id)].flatMap(([id, lines]) => {
    const order = lines[0]?.order;
    if (order === undefined) return [];
    return [{ id, number: order.number, buyer: shortNameOf(order.buyer.name), placeName: order.placeName, lines }];
  });
}

function Load({ orders }: { orders: readonly Loadable[] }) {
  const { t } = useSpeech();
  const { orderId } = route.useSearch();
  const [chosen, setChosen] = useState<ReadonlySet<Id<'order'>>>(() => new Set(orderId === undefined ? [] : [orderId]));
  const on = orders.filter(({ id }) => chosen.has(id));
  return (
    <>
      <Section title={t('procurement.load.orders')}>
        <fieldset className={css.entries}>
          <legend className="visually-hidden">{t('procurement.load.orders')}</legend>
          {orders.map(({ id, number, buyer, placeName }) => (
            <YesNoInput
              key={id}
              label={`${number} · ${buyer}, ${placeName}`}
              value={chosen.has(id)}
              onChange={(isOn) =>
                setChosen(new Set([...chosen].filter((each) => each !== id).concat(isOn ? [id] : [])))
              }
            />
          ))}
        </fieldset>
      </Section>
      {on.length > 0 && <Truck key={on.map(({ id }) => id).join()} orders={on} />}
    </>
  );
}

function Truck({ orders }: { orders: readonly Loadable[] }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const today = useQuery(meQuery).data?.today;
  if (today === undefined) return null;
  const notes = orders.map(({ id, lines }) => ({
    ...{ id: newId<'delivery'>(), orderId: id, number: '' },
    lines: lines
      .map(({ seq, agreedPacks, packQtyBase }) => ({ seq, qtyBase: agreedPacks * packQtyBase }))
      .filter(({ qtyBase }) => qtyBase > 0),
  }));
  return (
    <CallForm
      call={deliverCall}
      submit={t('procurement.load.send')}
      start={{ loadId: newId<'load'>(), leftOn: today, notes }}
      ask={['driver', 'vehicle', 'leftOn', 'notes']}
      refusedAt={{ 'procurement/in-future': '/leftOn' }}
      onDone={() => {
        notify(t('procurement.load.sent'));
        void navigate({ to: '/pesanan' });
      }}
      inputs={{
        notes: (props) => <Notes key="notes" {...(props as InputProps<NewLoad['notes']>)} orders={orders} />,
      }}
    />
  );
}

function Notes({
  orders,
  value = [],
  onChange,
  error,
}: InputProps<NewLoad['notes']> & { orders: readonly Loadable[] }) {
  const speech = useSpeech();
  const { t } = speech;
  const change = (orderId: Id<'order'>, to: object) =>
    onChange(value.map((note) => (note.orderId === orderId ? { ...note, ...to } : note)));
  return (
    <>
      {error && <p className={css.wrong}>{error}</p>}
      {orders.map(({ id, number, buyer, lines }) => {
        const note = value.find(({ orderId }) => orderId === id);
        return (
          <Section key={id} title={`${number} · ${buyer}`} framed>
            <TextInput
              label={t('procurement.fields.notes-number')}
              required
              maxLength={60}
              value={note?.number}
              onChange={(next) => change(id, { number: next ?? '' })}
            />
            <LineEntries
              label={t('procurement.fields.notes-lines')}
              value={note?.lines ?? []}
              onChange={(next) => change(id, { lines: next })}
              lines={lines}
              note={({ seq }) => {
                const line = lines.find((known) => known.seq === seq);
                if (line === undefined) return null;
                return t('procurement.load.agreed', {
                  amount: amountOf(line, line.agreedPacks * line.packQtyBase, speech),
                });
              }}
              fields={[{ name: 'qtyBase', label: t('procurement.fields.lines-qtyBase'), kind: 'base', required: true }]}
            />
          </Section>
        );
      })}
    </>
  );
}
