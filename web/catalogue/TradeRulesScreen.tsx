import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listProductsCall } from '../../server/catalogue/item.schema.ts';
import {
  addTradeRuleCall,
  endTradeRuleCall,
  listTradeRulesCall,
  type TradeRuleShown,
} from '../../server/catalogue/trade-rule.schema.ts';
import { id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { perWords } from './per-days.ts';

const route = getRouteApi('/signed-in/aturan-harga');

/** Ceilings, list prices and limits per buyer: the nation's, and what this city decided for itself. */
export function TradeRulesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const rules = useQuery({ ...read(listTradeRulesCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('catalogue.rules.title')}
      note={t('catalogue.rules.note')}
      actions={
        <>
          <AsOf />
          {may('trade-rule.manage') && <Add />}
        </>
      }
    >
      <DataTable
        caption={t('catalogue.rules.title')}
        query={rules}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listTradeRulesCall} total={rules.data?.total} />}
        empty={<EmptyState title={t('catalogue.rules.none')} />}
      />
    </Page>
  );
}

function useColumns(): Column<TradeRuleShown>[] {
  const speech = useSpeech();
  const { t, rupiah, date } = speech;
  return [
    {
      id: 'commodity',
      head: t('catalogue.fields.commodityCode'),
      onPhone: 'headline',
      cell: (row) => row.commodity.name,
    },
    { id: 'kind', head: t('catalogue.fields.kind'), cell: (row) => t(`catalogue.options.kind.${row.kind}`) },
    {
      id: 'says',
      head: t('catalogue.rules.says'),
      align: 'end',
      cell: (row) =>
        row.qtyBaseMax === null
          ? row.priceIdr !== null &&
            t('catalogue.rules.price', { price: rupiah(row.priceIdr), pack: row.commodity.packLabel })
          : `${quantityWords(row.qtyBaseMax, row.commodity.baseUnit, speech)} ${perWords(row.perDays ?? 0, t)}`,
    },
    { id: 'basis', head: t('catalogue.fields.legalBasis'), cell: (row) => row.legalBasis },
    {
      id: 'valid',
      head: t('catalogue.rules.valid'),
      cell: (row) =>
        `${date(row.validFrom)} – ${row.validTo === null ? t('catalogue.rules.openEnd') : date(row.validTo)}`,
    },
    {
      id: 'holds',
      head: t('catalogue.rules.standing'),
      cell: (row) => t(`catalogue.rules.${row.isCity ? 'city' : 'nation'}.${row.holds ? 'holds' : 'not'}`),
    },
    {
      id: 'end',
      head: t('catalogue.rules.actions'),
      can: 'trade-rule.manage',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.isCity &&
        row.validTo === null && (
          <RecordButton
            kind="quiet"
            verb={t('catalogue.rules.end')}
            title={`${t('catalogue.rules.end')}: ${row.commodity.name}`}
            call={endTradeRuleCall}
            params={{ id: id<'trade-rule'>(row.id) }}
            refusedAt={{ 'catalogue/dates-reversed': '/on' }}
          />
        ),
    },
  ];
}

function Add() {
  const { t } = useSpeech();
  const choices = useQuery(read(listProductsCall)).data?.commodities ?? [];
  return (
    <RecordButton
      kind="act"
      verb={t('catalogue.rules.add')}
      call={addTradeRuleCall}
      ask={(values) => [
        'commodityCode',
        'kind',
        ...(values.kind === undefined
          ? []
          : values.kind === 'limit'
            ? (['qtyBaseMax', 'perDays'] as const)
            : (['priceIdr'] as const)),
        'legalBasis',
        'validFrom',
        'validTo',
      ]}
      inputs={{
        commodityCode: (props) => (
          <ChoiceInput
            {...(props as InputProps<string>)}
            choices={choices.map(({ code, name, packLabel }) => ({ value: code, label: `${name} (${packLabel})` }))}
          />
        ),
      }}
      refreshes={['cooperatives']}
      refusedAt={{ 'catalogue/dates-reversed': '/validTo' }}
    />
  );
}
