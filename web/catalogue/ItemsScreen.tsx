import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  addItemCall,
  type ItemShown,
  listItemsCall,
  listProductsCall,
  type NewPack,
  type PackShown,
  takeProductCall,
} from '../../server/catalogue/item.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { FirstPackInput } from './FirstPackInput.tsx';
import { PriceWarnings } from './PriceWarnings.tsx';

const route = getRouteApi('/signed-in/barang');

/** What cooperatives trade: packs, today's prices, and what the rules say of them. */
export function ItemsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const only = useOnlyCooperative();
  const ofCooperative = useCooperativeFilter();
  const filters = only === undefined ? [ofCooperative] : [];
  const items = useQuery({ ...read(listItemsCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('catalogue.list.title')}
      note={t('catalogue.list.note')}
      actions={
        <>
          <AsOf />
          {may('item.edit') && <Add />}
        </>
      }
    >
      <DataTable
        caption={t('catalogue.list.title')}
        query={items}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listItemsCall} searches total={items.data?.total} filters={filters} />}
        empty={
          <EmptyState title={t('catalogue.list.none')}>{may('item.edit') && t('catalogue.list.noneTodo')}</EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<ItemShown>[] {
  const { t } = useSpeech();
  const isOnly = useOnlyCooperative() !== undefined;
  return [
    {
      id: 'name',
      head: t('catalogue.fields.name'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/barang/$id" params={{ id: row.id }}>
            {row.name}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('catalogue.fields.cooperativeId'),
            cell: (row: ItemShown) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    { id: 'category', head: t('catalogue.fields.categoryCode'), cell: (row) => row.categoryName },
    { id: 'packs', head: t('catalogue.list.prices'), cell: (row) => <Prices packs={row.packs} /> },
    {
      id: 'rules',
      head: t('catalogue.list.rules'),
      cell: (row) => <PriceWarnings flags={row.packs.flatMap((pack) => pack.flags)} />,
    },
  ];
}

/** The packs that are sold, with what everybody pays and, where it differs, what members pay. */
function Prices({ packs }: { packs: readonly PackShown[] }) {
  const { t, rupiah } = useSpeech();
  const sold = packs.filter((pack) => pack.isSold && pack.isActive);
  if (sold.length === 0) return t('catalogue.list.notSold');
  return sold.map(({ id, label, memberIdr, nonMemberIdr }) => (
    <div key={id}>
      {label}: {nonMemberIdr === null ? t('catalogue.list.noPrice') : rupiah(nonMemberIdr)}
      {memberIdr !== null &&
        memberIdr !== nonMemberIdr &&
        ` · ${t('catalogue.list.member', { price: rupiah(memberIdr) })}`}
    </div>
  ));
}

function Add() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  const choices = useQuery(read(listProductsCall)).data;
  const cooperative = (props: InputProps<unknown>) => (
    <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />
  );
  const own = cooperativeId === undefined ? {} : { cooperativeId };
  return (
    <>
      <RecordButton
        verb={t('catalogue.add')}
        call={addItemCall}
        start={{ ...own, expires: false }}
        ask={[
          ...(only === undefined ? (['cooperativeId'] as const) : []),
          'name',
          'categoryCode',
          'baseUnit',
          'packs',
          'commodityCode',
          'expires',
        ]}
        inputs={{
          cooperativeId: cooperative,
          categoryCode: (props) => (
            <ChoiceInput {...(props as InputProps<string>)} choices={coded(choices?.categories ?? [])} />
          ),
          commodityCode: (props) => (
            <ChoiceInput {...(props as InputProps<string>)} choices={coded(choices?.commodities ?? [])} />
          ),
          packs: (props) => <FirstPackInput {...(props as InputProps<NewPack[]>)} />,
        }}
        refusedAt={{ 'catalogue/other-unit': '/baseUnit' }}
      />
      <RecordButton
        kind="act"
        verb={t('catalogue.take')}
        call={takeProductCall}
        start={{ ...own, orderPackId: newId<'pack'>(), soldPackId: newId<'pack'>() }}
        ask={[...(only === undefined ? (['cooperativeId'] as const) : []), 'productCode']}
        inputs={{
          cooperativeId: cooperative,
          productCode: (props) => (
            <ChoiceInput
              {...(props as InputProps<string>)}
              choices={(choices?.products ?? []).map(({ code, name, packLabel }) => ({
                value: code,
                label: `${name} (${packLabel})`,
              }))}
            />
          ),
        }}
        refusedAt={{ 'catalogue/product-taken': '/productCode' }}
      />
    </>
  );
}

function coded(rows: readonly { readonly code: string; readonly name: string }[]) {
  return rows.map(({ code, name }) => ({ value: code, label: name }));
}
