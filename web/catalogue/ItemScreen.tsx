import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  addPackCall,
  editItemCall,
  editPackCall,
  type ItemShown,
  listProductsCall,
  type PackShown,
  showItemCall,
} from '../../server/catalogue/item.schema.ts';
import { setPriceCall } from '../../server/catalogue/price.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { PriceWarnings } from './PriceWarnings.tsx';
import { perWords } from './per-days.ts';

const route = getRouteApi('/signed-in/barang/$id');

/** One item: its packs, what they cost, and which rules bind its price and quantity. */
export function ItemScreen() {
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const item = useQuery(read(showItemCall, { params: { id }, query: asOf === undefined ? {} : { asOf } }));
  return <Loaded query={item}>{(shown) => <Shown item={shown} />}</Loaded>;
}

function Shown({ item }: { item: ItemShown }) {
  const { t } = useSpeech();
  return (
    <Page
      title={item.name}
      note={
        <>
          {item.cooperative.name} · {item.categoryName} {item.sample && <SampleBadge />}
        </>
      }
      actions={
        <>
          <AsOf />
          {may('item.edit') && <Edit item={item} />}
        </>
      }
    >
      <Section title={t('catalogue.page.about')}>
        <Facts items={useFacts(item)} />
      </Section>
      <Section title={t('catalogue.page.packs')} note={t('catalogue.page.packsNote')}>
        {item.packs.map((pack) => (
          <Pack key={pack.id} item={item} pack={pack} />
        ))}
      </Section>
    </Page>
  );
}

function useFacts(item: ItemShown) {
  const speech = useSpeech();
  const { t, date } = speech;
  const { limit } = item;
  return [
    { label: t('catalogue.fields.baseUnit'), value: t(`catalogue.options.baseUnit.${item.baseUnit}`) },
    { label: t('catalogue.fields.productCode'), value: item.productName ?? t('catalogue.page.ownGoods') },
    ...(item.isActive ? [] : [{ label: t('catalogue.fields.isActive'), value: t('catalogue.page.inactive') }]),
    ...(item.expires ? [{ label: t('catalogue.page.batches'), value: t('catalogue.page.byBatch') }] : []),
    {
      label: t('catalogue.page.limit'),
      value:
        limit === null
          ? t('catalogue.page.noLimit')
          : t('catalogue.page.limitOf', {
              most: quantityWords(limit.qtyBaseMax, item.baseUnit, speech),
              per: perWords(limit.perDays, t),
              basis: limit.legalBasis,
              since: date(limit.since),
            }),
    },
  ];
}

function Pack({ item, pack }: { item: ItemShown; pack: PackShown }) {
  const speech = useSpeech();
  const { t, rupiah, date } = speech;
  const priced = (idr: PackShown['memberIdr']) => (idr === null ? t('catalogue.list.noPrice') : rupiah(idr));
  const rule = (kind: 'ceiling' | 'list') => {
    const of = pack[kind];
    return of === null
      ? []
      : [
          {
            label: t(`catalogue.page.${kind}`),
            value: t('catalogue.page.ruleOf', {
              price: rupiah(of.priceIdr),
              basis: of.legalBasis,
              since: date(of.since),
            }),
          },
        ];
  };
  return (
    <Section
      title={pack.label}
      framed
      aside={
        <>
          {may('item.edit') && <EditPack pack={pack} />}
          {may('price.set') && pack.isActive && pack.isSold && <SetPrice item={item} pack={pack} />}
        </>
      }
    >
      <Facts
        items={[
          { label: t('catalogue.fields.qtyBase'), value: quantityWords(pack.qtyBase, item.baseUnit, speech) },
          {
            label: t('catalogue.page.use'),
            value: useOf(pack)
              .map((use) => t(`catalogue.use.${use}`))
              .join(', '),
          },
          ...(pack.barcode === null ? [] : [{ label: t('catalogue.fields.barcode'), value: pack.barcode }]),
          { label: t('catalogue.page.everybody'), value: priced(pack.nonMemberIdr) },
          { label: t('catalogue.page.members'), value: priced(pack.memberIdr) },
          ...rule('ceiling'),
          ...rule('list'),
          ...(pack.flags.length === 0
            ? []
            : [{ label: t('catalogue.list.rules'), value: <PriceWarnings flags={pack.flags} /> }]),
        ]}
      />
    </Section>
  );
}

function useOf(pack: PackShown): ('bought' | 'sold' | 'none')[] {
  const uses = [...(pack.isOrdered ? (['bought'] as const) : []), ...(pack.isSold ? (['sold'] as const) : [])];
  return pack.isActive && uses.length > 0 ? uses : ['none'];
}

function SetPrice({ item, pack }: { item: ItemShown; pack: PackShown }) {
  const { t } = useSpeech();
  return (
    <DialogButton kind="quiet" verb={t('catalogue.setPrice')} title={`${item.name}, ${pack.label}`}>
      {(close, done) => (
        <CallForm
          call={setPriceCall}
          start={{
            packId: pack.id,
            buyer: 'non_member',
            ...(pack.nonMemberIdr !== null && { priceIdr: pack.nonMemberIdr }),
          }}
          ask={['buyer', 'priceIdr', 'effectiveOn']}
          submit={t('catalogue.setPrice')}
          cancel={close}
          refreshes={['cooperatives']}
          refusedAt={{ 'catalogue/above-ceiling': '/priceIdr' }}
          onDone={({ warnings }) => {
            done();
            if (warnings.length > 0) notify(t('catalogue.flags.above-list'), 'note');
          }}
        />
      )}
    </DialogButton>
  );
}

function Edit({ item }: { item: ItemShown }) {
  const { t } = useSpeech();
  const choices = useQuery(read(listProductsCall)).data?.commodities ?? [];
  const { name, commodityCode, expires, isActive } = item;
  return (
    <>
      <RecordButton
        verb={t('catalogue.edit')}
        title={name}
        call={editItemCall}
        params={{ id: item.id }}
        start={{ name, expires, isActive, ...(commodityCode !== null && { commodityCode }) }}
        ask={['name', 'commodityCode', 'expires', 'isActive']}
        inputs={{
          commodityCode: (props) => (
            <ChoiceInput
              {...(props as InputProps<string>)}
              choices={choices.map(({ code, name: label }) => ({ value: code, label }))}
            />
          ),
        }}
        refusedAt={{ 'catalogue/other-unit': '/commodityCode' }}
      />
      <RecordButton
        kind="act"
        verb={t('catalogue.addPack')}
        title={name}
        call={addPackCall}
        params={{ id: item.id }}
        start={{ isOrdered: false, isSold: true }}
        refusedAt={{ 'catalogue/barcode-taken': '/barcode' }}
      />
    </>
  );
}

function EditPack({ pack }: { pack: PackShown }) {
  const { t } = useSpeech();
  const { label, barcode, isOrdered, isSold, isActive } = pack;
  return (
    <RecordButton
      kind="quiet"
      verb={t('catalogue.edit')}
      title={label}
      call={editPackCall}
      params={{ id: pack.id }}
      start={{ label, isOrdered, isSold, isActive, ...(barcode !== null && { barcode }) }}
      refusedAt={{ 'catalogue/barcode-taken': '/barcode' }}
    />
  );
}
