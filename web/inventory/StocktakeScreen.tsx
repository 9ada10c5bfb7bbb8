import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  dropStocktakeCall,
  getStocktakeCall,
  type StocktakeLineShown,
  type StocktakeWhole,
  settleStocktakeCall,
} from '../../server/inventory/count/count.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';

const route = getRouteApi('/signed-in/gudang/hitungan/$id');

/** The counts of one place laid side by side; what they say is shown once nobody has to count blind any more. */
export function StocktakeScreen() {
  const { id } = route.useParams();
  const stocktake = useQuery(read(getStocktakeCall, { params: { id } }));
  return <Loaded query={stocktake}>{(shown) => <Shown stocktake={shown} />}</Loaded>;
}

function Shown({ stocktake }: { stocktake: StocktakeWhole }) {
  const { t, date } = useSpeech();
  const { waitsFor, outcome } = stocktake;
  const state = outcome === null ? `inventory.waits.${waitsFor ?? 'approval'}` : `inventory.outcomes.${outcome}`;
  return (
    <Page
      title={`${t('inventory.stocktake.title')} ${stocktake.number}`}
      note={
        <>
          {stocktake.cooperative.name} · {stocktake.place.name} · {date(stocktake.openedOn)}{' '}
          {stocktake.sample && <SampleBadge />}
        </>
      }
      actions={<Actions stocktake={stocktake} />}
    >
      <Section title={t('inventory.stocktake.state')}>
        <Facts items={useFacts(stocktake, t(state))} />
      </Section>
      <Section
        title={t('inventory.stocktake.lines')}
        {...(stocktake.isOpenToReader ? {} : { note: t('inventory.stocktake.blind') })}
      >
        <Facts
          items={stocktake.lines.map((line, at) => ({
            ...{ label: line.item.name, key: String(at), value: <Line line={line} /> },
          }))}
        />
      </Section>
    </Page>
  );
}

function useFacts(stocktake: StocktakeWhole, state: string) {
  const { t, rupiah, date } = useSpeech();
  const { outcome, gainIdr, lossIdr, reason } = stocktake;
  return [
    { label: t('inventory.counts.state'), value: state },
    {
      label: t('inventory.counts.people'),
      value: t('inventory.stocktake.taken', { counts: stocktake.counts, people: stocktake.people }),
    },
    ...(stocktake.takers.some(({ isMine }) => isMine)
      ? [{ label: t('inventory.stocktake.you'), value: t('inventory.stocktake.youCounted') }]
      : []),
    ...(outcome === 'settled'
      ? [
          {
            label: t('inventory.counts.difference'),
            value: t('inventory.counts.both', { gain: rupiah(gainIdr), loss: rupiah(lossIdr) }),
          },
        ]
      : []),
    ...(stocktake.endedOn === null ? [] : [{ label: t('inventory.stocktake.ended'), value: date(stocktake.endedOn) }]),
    ...(reason === null ? [] : [{ label: t('inventory.fields.reason'), value: reason }]),
  ];
}

function Actions({ stocktake: { id, actions, outcome } }: { stocktake: StocktakeWhole }) {
  const { t } = useSpeech();
  const settle = async () => {
    await send(settleStocktakeCall, { params: { id }, body: {} });
    await refresh('inventory', 'ledger');
    notify(t('inventory.stocktake.settled'));
  };
  return (
    <>
      {outcome === null && may('stock.count') && (
        <ButtonLink to="/gudang/hitungan/baru" kind="plain">
          {t('inventory.count.open')}
        </ButtonLink>
      )}
      {actions.includes('drop') && (
        <RecordButton verb={t('inventory.stocktake.drop')} call={dropStocktakeCall} params={{ id }} />
      )}
      {actions.includes('settle') && (
        <ConfirmButton
          kind="act"
          verb={t('inventory.stocktake.settle')}
          consequence={t('inventory.stocktake.settleMeans')}
          onConfirm={settle}
        />
      )}
    </>
  );
}

function Line({ line }: { line: StocktakeLineShown }) {
  const speech = useSpeech();
  const { t, rupiah } = speech;
  const words = (qtyBase: number) => quantityWords(qtyBase, line.item.baseUnit, speech);
  const { countedBase, bookBase, differenceBase, valueIdr, batch } = line;
  const said =
    countedBase === null || bookBase === null || differenceBase === null
      ? t(`inventory.lineStates.${line.state}`)
      : t('inventory.stocktake.compared', {
          counted: words(countedBase),
          book: words(bookBase),
          difference: differenceBase === 0 ? t('inventory.stocktake.none') : words(differenceBase),
        });
  return [
    ...(batch === null ? [] : [batch.label]),
    ...(line.isConsigned ? [t('inventory.stock.consigned')] : []),
    said,
    ...(valueIdr === null || valueIdr === 0 ? [] : [rupiah(valueIdr)]),
  ].join(' · ');
}
