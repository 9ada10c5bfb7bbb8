import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  type CylindersShown,
  listCylindersCall,
  recordCylindersCall,
} from '../../server/inventory/cylinder/cylinder.schema.ts';
import { listPartnersCall } from '../../server/partners/partner.schema.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/gudang/tabung');
const sizes = [30, 55, 120] as const;
const states = ['full', 'empty', 'damaged', 'agent', 'customer', 'lostFound'] as const;

/** LPG cylinders by size and owner: where each is, and that none is missing. */
export function CylindersScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const cylinders = useQuery({ ...read(listCylindersCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('inventory.cylinders.title')}
      note={t('inventory.cylinders.note')}
      actions={may('stock.move') && <Record />}
    >
      <DataTable
        caption={t('inventory.cylinders.title')}
        query={cylinders}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listCylindersCall} total={cylinders.data?.total} filters={[useCooperativeFilter()]} />}
        empty={<EmptyState title={t('inventory.cylinders.none')}>{t('inventory.cylinders.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<CylindersShown>[] {
  const { t, number, rupiah } = useSpeech();
  const isOnly = useOnlyCooperative() !== undefined;
  const { data: partners } = useQuery(read(listPartnersCall));
  const ownerOf = ({ ownerId }: CylindersShown) =>
    ownerId === null ? t('inventory.cylinders.own') : (partners?.rows.find(({ id }) => id === ownerId)?.name ?? '–');
  return [
    {
      id: 'size',
      head: t('inventory.fields.sizeKg10'),
      onPhone: 'headline',
      cell: (row) => t('inventory.cylinders.size', { kg: number(row.sizeKg10 / 10) }),
    },
    ...(isOnly
      ? []
      : [
          {
            id: 'cooperative',
            head: t('inventory.fields.cooperativeId'),
            cell: (row: CylindersShown) => <CooperativeName name={row.cooperative.name} />,
          },
        ]),
    { id: 'owner', head: t('inventory.fields.ownerId'), cell: ownerOf },
    ...states.map(
      (state): Column<CylindersShown> => ({
        ...{ id: state, head: t(`inventory.cylinders.states.${state}`), align: 'end', onPhone: 'labelled' },
        cell: (row) => number(row[state]),
      }),
    ),
    {
      id: 'held',
      head: t('inventory.cylinders.held'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => number(row.held),
    },
    {
      id: 'value',
      head: t('inventory.stock.value'),
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => (row.ownerId === null ? rupiah(row.valueIdr) : '–'),
    },
  ];
}

function Record() {
  const { t, number } = useSpeech();
  const only = useOnlyCooperative();
  const { data: partners } = useQuery(read(listPartnersCall));
  return (
    <RecordButton
      kind="act"
      verb={t('inventory.cylinders.record')}
      call={recordCylindersCall}
      start={only === undefined ? {} : { cooperativeId: only }}
      ask={[
        ...(only === undefined ? (['cooperativeId'] as const) : []),
        'act',
        'sizeKg10',
        'qty',
        'ownerId',
        'happenedOn',
        'note',
      ]}
      inputs={{
        cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} />,
        sizeKg10: ({ value, onChange, ...props }) => (
          <ChoiceInput
            {...props}
            value={value === undefined ? undefined : String(value)}
            choices={sizes.map((size) => ({
              value: String(size),
              label: t('inventory.cylinders.size', { kg: number(size / 10) }),
            }))}
            onChange={(next) => onChange(next === undefined ? undefined : Number(next))}
          />
        ),
        ownerId: (props) => (
          <ChoiceInput
            {...(props as InputProps<string>)}
            choices={(partners?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        ),
      }}
      refusedAt={{
        'inventory/in-future': '/happenedOn',
        'inventory/owner-missing': '/ownerId',
        'inventory/too-few-cylinders': '/qty',
      }}
    />
  );
}
