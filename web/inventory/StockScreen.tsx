import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { addPlaceCall, listStockCall, type StockShown } from '../../server/inventory/stock.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/gudang');

/** What cooperatives have, and what is to be ordered again. */
export function StockScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const stock = useQuery({ ...read(listStockCall, { query }), placeholderData: keepPreviousData });
  const low = {
    ...{ name: 'low', label: t('inventory.stock.all') },
    choices: [{ value: 'true', label: t('inventory.stock.lowOnly') }],
  };
  return (
    <Page
      title={t('inventory.stock.title')}
      note={t('inventory.stock.note')}
      actions={
        <>
          {may('stock.move') && <AddPlace />}
          {may('stock.count') && (
            <ButtonLink to="/gudang/hitungan/baru" kind="act">
              {t('inventory.count.open')}
            </ButtonLink>
          )}
        </>
      }
    >
      <DataTable
        caption={t('inventory.stock.title')}
        query={stock}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listStockCall} total={stock.data?.total} filters={[useCooperativeFilter(), low]} />}
        empty={<EmptyState title={t('inventory.stock.none')}>{t('inventory.stock.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<StockShown>[] {
  const speech = useSpeech();
  const { t, rupiah, date } = speech;
  const isOnly = useOnlyCooperative() !== undefined;
  const amount = (qtyBase: number, row: StockShown) =>
    qtyBase === 0 ? '–' : quantityWords(qtyBase, row.item.baseUnit, speech);
  return [
    {
      id: 'item',
      head: t('inventory.stock.item'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/gudang/barang/$id" params={{ id: row.id }}>
          {row.item.name}
        </Link>
      ),
    },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('inventory.fields.cooperativeId'),
            cell: (row: StockShown) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    {
      id: 'shelf',
      head: t('inventory.stock.shelf'),
      align: 'end',
      cell: (row) => (
        <>
          {quantityWords(row.shelfBase, row.item.baseUnit, speech)}
          {row.isLow && <strong> · {t('inventory.stock.low')}</strong>}
        </>
      ),
    },
    ...(['transitBase', 'quarantineBase', 'damagedBase', 'lostFoundBase'] as const).map(
      (part): Column<StockShown> => ({
        ...{ id: part, head: t(`inventory.parts.${part}`), align: 'end', onPhone: 'left-out' },
        cell: (row) => amount(row[part], row),
      }),
    ),
    {
      id: 'value',
      head: t('inventory.stock.value'),
      align: 'end',
      cell: (row) => (row.consignedBase > 0 ? t('inventory.stock.consigned') : rupiah(row.valueIdr)),
    },
    {
      id: 'expires',
      head: t('inventory.stock.expires'),
      onPhone: 'labelled',
      cell: (row) => (row.expiresOn === null ? '–' : date(row.expiresOn)),
    },
  ];
}

function AddPlace() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  return (
    <RecordButton
      verb={t('inventory.addPlace')}
      call={addPlaceCall}
      start={only === undefined ? {} : { cooperativeId: only }}
      ask={[...(only === undefined ? (['cooperativeId'] as const) : []), 'kind', 'name']}
      inputs={{ cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} /> }}
      refusedAt={{ 'inventory/place-taken': '/name' }}
    />
  );
}
