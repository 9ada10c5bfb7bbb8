import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { countSheetCall } from '../../server/inventory/count/count.schema.ts';
import { listPlacesCall } from '../../server/inventory/stock.schema.ts';
import {
  disposeCall,
  listTransfersCall,
  type NewTransfer,
  recordArrivalCall,
  recordTransferCall,
  type TransferShown,
} from '../../server/inventory/transfer/transfer.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { quantityWords } from '../platform/quantity.ts';
import { read } from '../platform/query.ts';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { ArrivedInput } from './ArrivedInput.tsx';
import { GoodsInput } from './GoodsInput.tsx';

const route = getRouteApi('/signed-in/gudang/mutasi');

/** Goods within a cooperative: carried, on their way with whom, set aside, written off. */
export function TransfersScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const only = useOnlyCooperative();
  const cooperativeId = query.cooperativeId ?? only;
  const transfers = useQuery({ ...read(listTransfersCall, { query }), placeholderData: keepPreviousData });
  const onTheWay = {
    ...{ name: 'onTheWay', label: t('inventory.transfers.all') },
    choices: [{ value: 'true', label: t('inventory.transfers.onTheWay') }],
  };
  const mayAct = may('stock.move') || may('stock.approve');
  return (
    <Page
      title={t('inventory.transfers.title')}
      note={t(mayAct && cooperativeId === undefined ? 'inventory.transfers.choose' : 'inventory.transfers.note')}
      actions={mayAct && cooperativeId !== undefined && <Carry cooperativeId={cooperativeId} />}
    >
      <DataTable
        caption={t('inventory.transfers.title')}
        query={transfers}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listTransfersCall}
            total={transfers.data?.total}
            filters={[useCooperativeFilter(), onTheWay]}
          />
        }
        empty={<EmptyState title={t('inventory.transfers.none')}>{t('inventory.transfers.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function Carry({ cooperativeId }: { cooperativeId: Id<'cooperative'> }) {
  const { t } = useSpeech();
  const { data: places } = useQuery(read(listPlacesCall, { query: { cooperativeId } }));
  const { data: sheet } = useQuery(read(countSheetCall, { query: { cooperativeId } }));
  const choices = (places?.rows ?? [])
    .filter(({ kind, isActive }) => isActive && ['outlet', 'warehouse', 'quarantine', 'damaged'].includes(kind))
    .map(({ id, name }) => ({ value: id, label: name }));
  const place = (props: InputProps<unknown>) => <ChoiceInput {...(props as InputProps<string>)} choices={choices} />;
  const lines = (props: InputProps<unknown>) => (
    <GoodsInput {...(props as InputProps<NewTransfer['lines']>)} items={sheet?.items ?? []} />
  );
  return (
    <>
      {may('stock.approve') && (
        <RecordButton
          verb={t('inventory.transfers.dispose')}
          call={disposeCall}
          ask={['fromPlaceId', 'lines', 'happenedOn', 'reason']}
          inputs={{ fromPlaceId: place, lines }}
          refusedAt={{ 'inventory/in-future': '/happenedOn' }}
        />
      )}
      {may('stock.move') && (
        <RecordButton
          kind="act"
          verb={t('inventory.transfers.carry')}
          call={recordTransferCall}
          ask={['fromPlaceId', 'toPlaceId', 'lines', 'happenedOn', 'driver', 'reason']}
          inputs={{ fromPlaceId: place, toPlaceId: place, lines }}
          refusedAt={{
            'inventory/in-future': '/happenedOn',
            'inventory/same-place': '/toPlaceId',
            'inventory/reason-missing': '/reason',
          }}
        />
      )}
    </>
  );
}

function useColumns(): Column<TransferShown>[] {
  const speech = useSpeech();
  const { t, date, rupiah } = speech;
  const isOnly = useOnlyCooperative() !== undefined;
  return [
    {
      id: 'number',
      head: t('inventory.counts.number'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {row.number} {row.sample && <SampleBadge />}
        </>
      ),
    },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('inventory.fields.cooperativeId'),
            cell: (row: TransferShown) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    { id: 'purpose', head: t('inventory.transfers.purpose'), cell: (row) => t(`inventory.purposes.${row.purpose}`) },
    { id: 'way', head: t('inventory.card.status'), cell: (row) => `${row.from.name} → ${row.to.name}` },
    {
      id: 'goods',
      head: t('inventory.fields.lines'),
      cell: (row) =>
        row.lines.map((line) => `${line.itemName} ${quantityWords(line.qtyBase, line.baseUnit, speech)}`).join('; '),
    },
    { id: 'day', head: t('inventory.fields.happenedOn'), cell: (row) => date(row.happenedOn) },
    { id: 'driver', head: t('inventory.fields.driver'), onPhone: 'labelled', cell: (row) => row.driver ?? '–' },
    {
      id: 'arrived',
      head: t('inventory.transfers.arrived'),
      onPhone: 'action',
      cell: (row) => <Arrived transfer={row} />,
    },
    {
      id: 'loss',
      head: t('inventory.transfers.loss'),
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => (row.lossIdr === 0 ? '–' : rupiah(row.lossIdr)),
    },
  ];
}

function Arrived({ transfer }: { transfer: TransferShown }) {
  const { t, date } = useSpeech();
  if (transfer.arrivedOn !== null) return date(transfer.arrivedOn);
  if (!may('goods.receive')) return t('inventory.transfers.onTheWay');
  return (
    <RecordButton
      kind="quiet"
      verb={t('inventory.transfers.receive')}
      title={`${transfer.number} · ${transfer.driver}`}
      call={recordArrivalCall}
      params={{ id: transfer.id }}
      ask={['arrivedOn', 'lines', 'note']}
      inputs={{
        lines: (props) => <ArrivedInput {...(props as InputProps<unknown>)} lines={transfer.lines} />,
      }}
      refusedAt={{ 'inventory/in-future': '/arrivedOn', 'inventory/more-than-sent': '/lines' }}
    />
  );
}
