import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReplyOf } from '../../../server/kernel/call.ts';
import {
  acceptSaleCall,
  collectSaleCall,
  dispatchSaleCall,
  getSaleCall,
  paySaleCall,
  receiveSaleCall,
  refuseSaleCall,
  type SaleListed,
  withdrawSaleCall,
} from '../../../server/procurement/surplus/surplus.schema.ts';
import type { Side, Step } from '../../../server/procurement/surplus/surplus.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { newId } from '../../platform/ids.ts';
import { read, refresh } from '../../platform/query.ts';
import { send } from '../../platform/send.ts';
import { meQuery } from '../../platform/session.ts';
import { ConfirmButton } from '../../platform/ui/ConfirmButton.tsx';
import { Facts } from '../../platform/ui/Facts.tsx';
import { ChoiceInput, type InputProps } from '../../platform/ui/inputs.tsx';
import { RecordedNote, SampleBadge } from '../../platform/ui/marks.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { RecordButton } from '../../platform/ui/RecordButton.tsx';
import { Loaded } from '../../platform/ui/States.tsx';
import { Timeline } from '../../platform/ui/Timeline.tsx';
import { StageOf } from './SurplusScreen.tsx';

type Whole = ReplyOf<typeof getSaleCall>;

/** One sale between two cooperatives: what was agreed, what came, where it stands in both books, and what is to be done now. */
export function SurplusSaleScreen() {
  const { t } = useSpeech();
  const params = useParams({ from: '/signed-in/kelebihan/$id' });
  const query = useQuery({
    ...read(getSaleCall, { params }),
    // The seller's book follows within a minute: until it does, the page looks again by itself.
    refetchInterval: ({ state }) =>
      state.data?.sale.stage === 'received' && !state.data.sale.isSellerPosted ? 3_000 : false,
  });
  return (
    <Loaded query={query}>
      {(whole) => (
        <Page
          title={`${whole.sale.productName}: ${whole.sale.number ?? t('procurement.surplus.sale')}`}
          note={
            <>
              <StageOf row={whole.sale} /> {whole.sale.sample && <SampleBadge />}
            </>
          }
          actions={whole.sale.actions.map((step) => <Action key={step} step={step} whole={whole} />)}
        >
          <WhatIsSold sale={whole.sale} />
          <History whole={whole} />
        </Page>
      )}
    </Loaded>
  );
}

function WhatIsSold({ sale }: { sale: SaleListed }) {
  const { t, rupiah, number } = useSpeech();
  const packs = (count: number | null) => (count === null ? '–' : `${number(count)} × ${sale.packLabel}`);
  return (
    <Facts
      items={[
        { label: t('procurement.surplus.seller'), value: sale.seller.name },
        { label: t('procurement.surplus.buyer'), value: sale.buyer.name },
        { label: t('procurement.surplus.agreed'), value: packs(sale.qtyPacks) },
        { label: t('procurement.surplus.pricePerPack'), value: rupiah(sale.priceIdr) },
        { label: t('procurement.surplus.sent'), value: packs(sale.sentPacks) },
        {
          label: t('procurement.surplus.received'),
          value: [packs(sale.receivedPacks), ...sale.flags.map((flag) => t(`procurement.surplus.flags.${flag}`))].join(
            ' · ',
          ),
        },
        { label: t('procurement.surplus.amount'), value: rupiah(sale.amountIdr) },
      ]}
    />
  );
}

function History({ whole: { history } }: { whole: Whole }) {
  const { t, date, number } = useSpeech();
  return (
    <Section title={t('procurement.surplus.history')}>
      <Timeline
        items={history.toReversed().map((step) => ({
          key: step.id,
          when: date(step.happenedOn),
          what: [
            t(`procurement.surplus.steps.${step.step}`),
            step.packs !== null && t('procurement.surplus.packCount', { packs: number(step.packs) }),
            step.driver !== null && `${step.driver}, ${step.vehicle ?? ''}`,
            step.reason,
          ]
            .filter((part) => part)
            .join(' · '),
          from: <RecordedNote role={step.recordedRole} onBehalf={step.onBehalf} />,
        }))}
      />
    </Section>
  );
}

const bothMoney = { pay: paySaleCall, collect: collectSaleCall };
const bothDrops = { refuse: refuseSaleCall, withdraw: withdrawSaleCall };

/** The button of one step that is the reader's to take, with its form. */
function Action({ step, whole }: { step: Step; whole: Whole }) {
  const { t } = useSpeech();
  const { id, qtyPacks, sentPacks } = whole.sale;
  const on = useQuery(meQuery).data?.today;
  const verb = t(`procurement.surplus.verbs.${step}`);
  const form = { params: { id }, verb, refreshes: ['ledger', 'inventory'] };
  const day = on === undefined ? {} : { on };
  const refusedAt = { 'procurement/surplus-in-future': '/on' };
  switch (step) {
    case 'accept':
      return (
        <ConfirmButton
          kind="act"
          verb={verb}
          consequence={t('procurement.surplus.acceptMeans')}
          onConfirm={async () => {
            await send(acceptSaleCall, { params: { id }, body: { id: newId<'surplus-step'>() } });
            await refresh('procurement');
          }}
        />
      );
    case 'refuse':
    case 'withdraw':
      return <RecordButton call={bothDrops[step]} {...form} kind="quiet" />;
    case 'dispatch':
      return (
        <RecordButton
          call={dispatchSaleCall}
          {...form}
          kind="act"
          start={{ ...day, packs: qtyPacks, ...startingPlace(whole, 'seller') }}
          ask={['placeId', 'packs', 'driver', 'vehicle', 'on']}
          inputs={{ placeId: (props) => <PlaceInput {...(props as InputProps<string>)} whole={whole} side="seller" /> }}
          refusedAt={{ ...refusedAt, 'procurement/surplus-more': '/packs', 'inventory/short': '/packs' }}
        />
      );
    case 'receive':
      return (
        <RecordButton
          call={receiveSaleCall}
          {...form}
          kind="act"
          start={{ ...day, receivedPacks: sentPacks ?? qtyPacks, returnedPacks: 0, ...startingPlace(whole, 'buyer') }}
          ask={['placeId', 'receivedPacks', 'returnedPacks', 'on', 'note']}
          inputs={{ placeId: (props) => <PlaceInput {...(props as InputProps<string>)} whole={whole} side="buyer" /> }}
          refusedAt={{ ...refusedAt, 'procurement/surplus-too-many-back': '/returnedPacks' }}
        />
      );
    case 'pay':
    case 'collect':
      return (
        <RecordButton
          call={bothMoney[step]}
          {...form}
          kind="act"
          start={day}
          ask={['accountCode', 'evidence', 'on']}
          inputs={{
            accountCode: (props) => (
              <ChoiceInput
                {...(props as InputProps<string>)}
                choices={whole.accounts
                  .filter(({ side }) => side === (step === 'pay' ? 'buyer' : 'seller'))
                  .map(({ code, name }) => ({ value: code, label: name }))}
              />
            ),
          }}
          refusedAt={refusedAt}
        />
      );
  }
}

function placesFor({ places }: Whole, side: Side) {
  return places.filter((place) => place.side === side);
}

/** Where there is but one shelf, nobody is asked which. */
function startingPlace(whole: Whole, side: Side) {
  const [first, ...others] = placesFor(whole, side);
  return first !== undefined && others.length === 0 ? { placeId: first.id } : {};
}

function PlaceInput({ whole, side, ...props }: InputProps<string> & { whole: Whole; side: Side }) {
  const choices = placesFor(whole, side).map(({ id, name }) => ({ value: id, label: name }));
  return <ChoiceInput {...props} choices={choices} />;
}
