import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReplyOf } from '../../server/kernel/call.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { listPartnersCall } from '../../server/partners/partner.schema.ts';
import { type NewOrder, placeOrderCall } from '../../server/procurement/order.schema.ts';
import { suggestOrderCall } from '../../server/procurement/suggestion/suggestion.schema.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { LineEntries } from './LineEntries.tsx';
import css from './procurement.module.css';
import { amountOf } from './quantity.ts';

const route = getRouteApi('/signed-in/pesanan/baru');

type Suggestion = ReplyOf<typeof suggestOrderCall>;

/** An order: for whom and of whom first, then what is suggested, to be changed and sent. */
export function NewOrderScreen() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only, partnerId } = route.useSearch();
  const navigate = useNavigate();
  const partners = useQuery(read(listPartnersCall)).data?.rows ?? [];
  const choose = (change: { cooperativeId?: string | undefined; partnerId?: string | undefined }) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never });
  return (
    <Page title={t('procurement.new.title')} note={t('procurement.new.note')}>
      <div className={css.choose}>
        {only === undefined && (
          <CooperativeInput
            label={t('procurement.fields.cooperativeId')}
            required
            value={cooperativeId}
            onChange={(next) => choose({ cooperativeId: next })}
          />
        )}
        <ChoiceInput
          label={t('procurement.fields.partnerId')}
          required
          value={partnerId}
          choices={partners.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => choose({ partnerId: next })}
        />
      </div>
      {cooperativeId && partnerId && (
        <Suggested key={`${cooperativeId}${partnerId}`} {...{ cooperativeId, partnerId }} />
      )}
    </Page>
  );
}

function Suggested(asked: { cooperativeId: Id<'cooperative'>; partnerId: Id<'partner'> }) {
  const { t } = useSpeech();
  const query = useQuery(read(suggestOrderCall, { query: asked }));
  return (
    <Loaded
      query={query}
      emptyIf={({ lines, places }) => lines.length === 0 || places.length === 0}
      empty={<EmptyState title={t('procurement.new.nothing')}>{t('procurement.new.nothingTodo')}</EmptyState>}
    >
      {(suggestion) => <OrderForm {...asked} suggestion={suggestion} />}
    </Loaded>
  );
}

/** What is typed of a line: packs and the price of one; base units follow from them. */
type Entry = { readonly seq: number; readonly qtyPacks?: number; readonly priceIdr?: number };

function OrderForm({
  suggestion,
  ...asked
}: {
  cooperativeId: Id<'cooperative'>;
  partnerId: Id<'partner'>;
  suggestion: Suggestion;
}) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const today = useQuery(meQuery).data?.today;
  if (today === undefined) return null;
  const start = suggestion.lines.flatMap((line, at) =>
    line.suggestedPacks > 0 ? lineOf(suggestion, { seq: at + 1, qtyPacks: line.suggestedPacks }) : [],
  );
  return (
    <CallForm
      call={placeOrderCall}
      submit={t('procurement.new.send')}
      start={{
        ...asked,
        orderedOn: today,
        lines: start,
        ...(suggestion.places[0] && { placeId: suggestion.places[0].id }),
      }}
      ask={['placeId', 'lines', 'wantedOn', 'note']}
      onDone={(_, sent) => {
        notify(t('procurement.new.sent'));
        void navigate({ to: '/pesanan/$id', params: { id: sent.id } });
      }}
      inputs={{
        placeId: (props) => (
          <ChoiceInput
            key="place"
            {...(props as InputProps<string>)}
            choices={suggestion.places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ),
        lines: (props) => <Lines key="lines" {...(props as InputProps<NewOrder['lines']>)} suggestion={suggestion} />,
      }}
    />
  );
}

/** A line as it is sent; nothing while packs are missing. */
function lineOf({ lines }: Suggestion, { seq, qtyPacks, priceIdr }: Entry): NewOrder['lines'] {
  const line = lines[seq - 1];
  if (line === undefined || !qtyPacks) return [];
  const { itemId, packId, packQtyBase } = line;
  return [
    { itemId, packId, qtyPacks, qtyBase: qtyPacks * packQtyBase, priceIdr: line.priceIdr ?? rupiah(priceIdr ?? 0) },
  ];
}

function Lines({
  suggestion,
  value = [],
  onChange,
  ...frame
}: InputProps<NewOrder['lines']> & { suggestion: Suggestion }) {
  const speech = useSpeech();
  const { t, rupiah: money, number } = speech;
  const lines = suggestion.lines.map((line, at) => ({ ...line, seq: at + 1 }));
  const entries = lines.flatMap(({ seq, packId, priceIdr: agreed }) => {
    const sent = value.find((line) => line.packId === packId);
    return sent === undefined
      ? []
      : [{ seq, qtyPacks: sent.qtyPacks, ...(agreed === null && { priceIdr: sent.priceIdr }) }];
  });
  const isPriced = lines.every(({ priceIdr }) => priceIdr !== null);
  const total = value.reduce((sum, line) => sum + line.qtyPacks * line.priceIdr, 0);
  return (
    <>
      <LineEntries
        {...frame}
        value={entries}
        onChange={(next) => onChange((next as Entry[]).flatMap((entry) => lineOf(suggestion, entry)))}
        lines={lines}
        note={({ seq }) => {
          const line = lines[seq - 1];
          if (line === undefined) return null;
          return [
            line.priceIdr === null ? null : t('procurement.new.agreedPrice', { price: money(line.priceIdr) }),
            t('procurement.new.known', {
              held: amountOf(line, line.heldBase, speech),
              sold: amountOf(line, line.soldBase, speech),
              coming: amountOf(line, line.comingBase, speech),
            }),
            line.maxPacks === null ? null : t('procurement.new.atMost', { packs: number(line.maxPacks) }),
          ]
            .filter((part) => part !== null)
            .join(' · ');
        }}
        fields={[
          { name: 'qtyPacks', label: t('procurement.fields.lines-qtyPacks'), kind: 'packs' },
          ...(isPriced
            ? []
            : [{ name: 'priceIdr', label: t('procurement.fields.lines-priceIdr'), kind: 'rupiah' } as const]),
        ]}
      />
      <p className={css.sum}>{t('procurement.new.total', { total: money(rupiah(total)) })}</p>
    </>
  );
}
