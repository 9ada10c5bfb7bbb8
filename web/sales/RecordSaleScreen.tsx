import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listItemsCall } from '../../server/catalogue/item.schema.ts';
import { type Id, id } from '../../server/kernel/ids.ts';
import { recordSaleCall, type SaleDraft, saleChoicesCall } from '../../server/sales/sale.schema.ts';
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
import { LinesInput } from './LinesInput.tsx';

const route = getRouteApi('/signed-in/penjualan/catat');

/** A sale entered by hand, from the paper receipt, on the day or later. */
export function RecordSaleScreen() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  return (
    <Page title={t('sales.record.title')} note={t('sales.record.note')}>
      {only === undefined && (
        <CooperativeInput
          key={cooperativeId}
          label={t('sales.fields.cooperativeId')}
          required
          value={cooperativeId}
          onChange={(next) =>
            void navigate({
              to: '/penjualan/catat',
              search: next === undefined ? {} : { cooperativeId: id<'cooperative'>(next) },
              replace: true,
            })
          }
        />
      )}
      {cooperativeId !== undefined && <Form key={cooperativeId} cooperativeId={cooperativeId} />}
    </Page>
  );
}

function Form({ cooperativeId }: { cooperativeId: Id<'cooperative'> }) {
  const { t, rupiah } = useSpeech();
  const navigate = useNavigate();
  const choices = useQuery(read(saleChoicesCall, { params: { cooperativeId } }));
  const items = useQuery(read(listItemsCall, { query: { cooperativeId, limit: 200 } }));
  const [buyer, setBuyer] = useState<SaleDraft['buyer']>('non_member');
  const today = useQuery(meQuery).data?.today;
  const nothing = (title: string) => <EmptyState title={title} />;
  return (
    <Loaded
      query={choices}
      emptyIf={({ accounts, places }) => accounts.length === 0 || places.length === 0}
      empty={nothing(t('sales.record.notReady'))}
    >
      {({ places, accounts }) => (
        <Loaded query={items} emptyIf={({ rows }) => rows.length === 0} empty={nothing(t('sales.record.noItems'))}>
          {({ rows }) => (
            <CallForm
              call={recordSaleCall}
              start={{
                ...(today === undefined ? {} : { soldOn: today }),
                ...{ cooperativeId, buyer, accountCode: accounts[0]?.code ?? '' },
                ...(places.length === 1 && places[0] ? { placeId: places[0].id } : {}),
              }}
              ask={['placeId', 'soldOn', 'buyer', 'lines', 'accountCode', 'evidence']}
              inputs={{
                placeId: (props) => (
                  <ChoiceInput
                    {...(props as InputProps<string>)}
                    choices={places.map((place) => ({ value: place.id, label: place.name }))}
                  />
                ),
                buyer: (props) => (
                  <ChoiceInput
                    {...(props as InputProps<string>)}
                    choices={(['non_member', 'member'] as const).map((value) => ({
                      value,
                      label: t(`sales.options.buyer.${value}`),
                    }))}
                    onChange={(next) => {
                      props.onChange(next);
                      setBuyer(next === 'member' ? 'member' : 'non_member');
                    }}
                  />
                ),
                accountCode: (props) => (
                  <ChoiceInput
                    {...(props as InputProps<string>)}
                    choices={accounts.map(({ code, name }) => ({ value: code, label: name }))}
                  />
                ),
                lines: (props) => (
                  <LinesInput {...(props as InputProps<SaleDraft['lines']>)} items={rows} buyer={buyer} />
                ),
              }}
              refusedAt={{
                ...{ 'sales/in-future': '/soldOn', 'sales/before-book': '/soldOn' },
                ...{ 'sales/other-unit': '/lines', 'sales/too-large': '/lines' },
              }}
              submit={t('sales.record.verb')}
              refreshes={['inventory', 'ledger']}
              onDone={({ id: saleId, number, totalIdr }) => {
                notify(t('sales.record.done', { number, total: rupiah(totalIdr) }));
                void navigate({ to: '/penjualan/$id', params: { id: saleId } });
              }}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}
