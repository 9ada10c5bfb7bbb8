import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listItemsCall, listProductsCall } from '../../server/catalogue/item.schema.ts';
import { type Id, id } from '../../server/kernel/ids.ts';
import { addAgreementCall, type NewAgreement } from '../../server/partners/agreement/agreement.schema.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { type Goods, ProductsInput } from './ProductsInput.tsx';
import { usePartnerChoices } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/perjanjian/baru');

/** An agreement as it stands on the paper. */
export function NewAgreementScreen() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  return (
    <Page title={t('partners.agreements.new')} note={t('partners.agreements.newNote')}>
      <Form key={cooperativeId} start={cooperativeId} />
    </Page>
  );
}

function Form({ start }: { start: Id<'cooperative'> | undefined }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [cooperativeId, setCooperativeId] = useState(start);
  const partners = usePartnerChoices();
  const goods = useGoods(cooperativeId);
  const partner = (props: unknown) => <ChoiceInput {...(props as InputProps<string>)} choices={partners} />;
  return (
    <CallForm
      call={addAgreementCall}
      start={{ isConsigned: false, ...(start === undefined ? {} : { cooperativeId: start }) }}
      ask={({ payment, products }) => [
        ...(['cooperativeId', 'partnerId', 'principalId', 'number', 'validFrom', 'validTo', 'payment'] as const),
        ...(payment === 'after_days' ? (['payWithinDays'] as const) : []),
        ...(['creditLimitIdr', 'isConsigned', 'products'] as const),
        ...(products?.some(({ quotaPacks }) => quotaPacks !== undefined) ? (['quotaPeriod'] as const) : []),
        'source',
      ]}
      inputs={{
        cooperativeId: (props) => (
          <CooperativeInput
            {...(props as InputProps<string>)}
            key="cooperative"
            onChange={(next) => {
              props.onChange(next);
              setCooperativeId(next === undefined ? undefined : id<'cooperative'>(next));
            }}
          />
        ),
        partnerId: partner,
        principalId: partner,
        products: (props) => (
          <Loaded query={goods}>
            {(choices) => <ProductsInput {...(props as InputProps<NewAgreement['products']>)} goods={choices} />}
          </Loaded>
        ),
      }}
      refusedAt={{
        'partners/dates-reversed': '/validTo',
        'partners/agreement-in-force': '/validFrom',
        'partners/principal-is-partner': '/principalId',
        'partners/days-of-credit': '/payWithinDays',
        'partners/quota-without-period': '/quotaPeriod',
        'partners/unknown-product': '/products',
        'partners/product-twice': '/products',
      }}
      submit={t('partners.agreements.record')}
      refreshes={['cooperatives']}
      onDone={(_, agreement) => {
        notify(t('platform.recorded.done'));
        void navigate({ to: '/perjanjian/$id', params: { id: agreement.id } });
      }}
    />
  );
}

/** What an agreement may be about: the national catalogue, and goods of the cooperative that are not of it, by pack. */
function useGoods(cooperativeId: Id<'cooperative'> | undefined) {
  const own = useQuery({
    ...read(listItemsCall, { query: { limit: 200, ...(cooperativeId === undefined ? {} : { cooperativeId }) } }),
    enabled: cooperativeId !== undefined,
  });
  const items = own.data?.rows ?? [];
  return useQuery({
    ...read(listProductsCall),
    select: ({ products }): readonly Goods[] => [
      ...products.map(({ code, name, packLabel }) => ({
        label: `${name}, ${packLabel}`,
        product: { productCode: code },
      })),
      ...items
        .filter(({ productCode }) => productCode === null)
        .flatMap(({ id: itemId, name, packs }) =>
          packs.map((pack) => ({ label: `${name}, ${pack.label}`, product: { itemId, packId: pack.id } })),
        ),
    ],
  });
}
