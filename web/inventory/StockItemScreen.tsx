import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  type CardRow,
  getStockCall,
  type StockOfItem,
  setReorderPointCall,
  stockCardCall,
} from '../../server/inventory/stock.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/gudang/barang/$id');

/** One item: where it lies, and its stock card. */
export function StockItemScreen() {
  const { id } = route.useParams();
  const stock = useQuery(read(getStockCall, { params: { itemId: id } }));
  return <Loaded query={stock}>{(shown) => <Shown stock={shown} />}</Loaded>;
}

function Shown({ stock }: { stock: StockOfItem }) {
  const speech = useSpeech();
  const { t, rupiah } = speech;
  const words = (qtyBase: number) => quantityWords(qtyBase, stock.item.baseUnit, speech);
  return (
    <Page
      title={stock.item.name}
      note={stock.cooperative.name}
      actions={
        may('stock.move') && (
          <RecordButton
            verb={t('inventory.card.setReorder')}
            title={stock.item.name}
            call={setReorderPointCall}
            params={{ itemId: stock.id }}
            start={stock.reorderBase === null ? {} : { qtyBase: stock.reorderBase }}
          />
        )
      }
    >
      <Section title={t('inventory.card.where')}>
        <Facts
          items={[
            ...stock.lots.map((lot, at) => ({
              ...{ label: lot.place.name, key: String(at), value: <Lot lot={lot} words={words(lot.qtyBase)} /> },
            })),
            { label: t('inventory.stock.value'), value: rupiah(stock.valueIdr) },
            {
              label: t('inventory.card.reorder'),
              value: stock.reorderBase === null ? t('inventory.card.noReorder') : words(stock.reorderBase),
            },
          ]}
        />
      </Section>
      <Section title={t('inventory.card.title')} note={t('inventory.card.note')}>
        <Card stock={stock} />
      </Section>
    </Page>
  );
}

function Lot({ lot, words }: { lot: StockOfItem['lots'][number]; words: string }) {
  const { t, date } = useSpeech();
  const { batch, isConsigned } = lot;
  const day = batch?.expiresOn ?? null;
  return [
    words,
    ...(batch === null ? [] : [batch.label]),
    ...(day === null ? [] : [t('inventory.card.until', { day: date(day) })]),
    ...(isConsigned ? [t('inventory.stock.consigned')] : []),
  ].join(' · ');
}

function Card({ stock }: { stock: StockOfItem }) {
  const { t } = useSpeech();
  const query = route.useSearch();
  const params = { itemId: stock.id };
  const card = useQuery({ ...read(stockCardCall, { params, query }), placeholderData: keepPreviousData });
  const places = [...new Map(stock.lots.map(({ place }) => [place.id, place.name]))];
  const filter = {
    ...{ name: 'placeId', label: t('inventory.card.everyPlace') },
    choices: places.map(([value, label]) => ({ value, label })),
  };
  return (
    <DataTable
      caption={t('inventory.card.title')}
      query={card}
      columns={useColumns(stock)}
      rowKey={(row) => row.id}
      tools={<TableTools call={stockCardCall} params={params} total={card.data?.total} filters={[filter]} />}
      empty={<EmptyState title={t('inventory.card.none')} />}
    />
  );
}

function useColumns({ item }: StockOfItem): Column<CardRow>[] {
  const speech = useSpeech();
  const { t, date, rupiah } = speech;
  const words = (qtyBase: number) => quantityWords(qtyBase, item.baseUnit, speech);
  const activity = (code: string) =>
    speech.t(`inventory.activities.${code.replace('/', '-')}`, { defaultValue: t('inventory.card.otherActivity') });
  return [
    {
      id: 'day',
      head: t('inventory.card.day'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {date(row.occurredOn)} {row.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'activity', head: t('inventory.card.activity'), cell: (row) => activity(row.activity) },
    { id: 'note', head: t('inventory.card.said'), onPhone: 'left-out', cell: (row) => row.note ?? '–' },
    { id: 'status', head: t('inventory.card.status'), cell: (row) => `${row.from.name} → ${row.to.name}` },
    {
      id: 'change',
      head: t('inventory.card.change'),
      align: 'end',
      cell: (row) => (row.changeBase > 0 ? `+${words(row.changeBase)}` : words(row.changeBase)),
    },
    { id: 'balance', head: t('inventory.card.balance'), align: 'end', cell: (row) => words(row.balanceBase) },
    {
      id: 'value',
      head: t('inventory.stock.value'),
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => (row.valueIdr === 0 ? '–' : rupiah(row.valueIdr)),
    },
  ];
}
