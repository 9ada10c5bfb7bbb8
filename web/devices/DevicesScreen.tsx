import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  type DeviceShown,
  listDevicesCall,
  personCodeCall,
  removePersonCall,
  renewDeviceCall,
  revokeDeviceCall,
} from '../../server/devices/device.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { AddDevice, CodeButton } from './CodeButton.tsx';
import css from './devices.module.css';

const route = getRouteApi('/signed-in/perangkat');

/** The phones of outlets: who works on them, when they were last heard of, and what has not come. */
export function DevicesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const devices = useQuery({ ...read(listDevicesCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('devices.list.title')}
      note={t('devices.list.note')}
      actions={
        <>
          <Link to="/perangkat/kiriman" search={{ only: 'open' }}>
            {t('devices.sent.title')}
          </Link>
          {may('device.enrol') && <AddDevice {...(query.cooperativeId && { cooperativeId: query.cooperativeId })} />}
        </>
      }
    >
      <DataTable
        caption={t('devices.list.title')}
        query={devices}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listDevicesCall} total={devices.data?.total} filters={[useCooperativeFilter()]} />}
        empty={
          <EmptyState title={t('devices.list.none')}>{may('device.enrol') && t('devices.list.noneTodo')}</EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<DeviceShown>[] {
  const { t, moment } = useSpeech();
  return [
    { id: 'name', head: t('devices.fields.name'), onPhone: 'headline', cell: (row) => row.name },
    {
      id: 'cooperative',
      head: t('devices.fields.cooperativeId'),
      cell: (row) => <CooperativeName name={row.cooperative.name} />,
    },
    { id: 'state', head: t('devices.list.state'), cell: (row) => t(`devices.states.${row.state}`) },
    { id: 'people', head: t('devices.list.people'), onPhone: 'labelled', cell: (row) => <People device={row} /> },
    {
      id: 'seen',
      head: t('devices.list.seen'),
      onPhone: 'labelled',
      cell: (row) => (row.seenAt === null ? t('devices.list.never') : moment(row.seenAt)),
    },
    { id: 'open', head: t('devices.list.open'), onPhone: 'labelled', cell: (row) => <Open device={row} /> },
    {
      id: 'actions',
      head: t('devices.list.actions'),
      align: 'end',
      onPhone: 'action',
      cell: (row) => <Actions device={row} />,
    },
  ];
}

function People({ device }: { device: DeviceShown }) {
  const { t } = useSpeech();
  if (device.people.length === 0) return <span className="quiet">{t('devices.list.nobody')}</span>;
  return (
    <ul>
      {device.people.map((person) => (
        <li key={person.id} className={css.person}>
          {person.name}
          {may('device.enrol') && (
            <ConfirmButton
              kind="quiet"
              verb={t('devices.remove')}
              consequence={t('devices.removeTells', { name: person.name })}
              onConfirm={async () => {
                await send(removePersonCall, { params: { id: device.id, personId: person.id }, body: {} });
                await refresh('devices');
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What is not settled about a phone, the gravest first. */
function Open({ device }: { device: DeviceShown }) {
  const { t, number } = useSpeech();
  const { refused, missing, waiting, aheadSeconds } = device;
  const minutes = Math.round((aheadSeconds ?? 0) / 60);
  const lines = [
    missing > 0 && t('devices.list.missing', { count: missing, shown: number(missing) }),
    waiting > 0 && t('devices.list.waiting', { count: waiting, shown: number(waiting) }),
    Math.abs(minutes) >= 5 && t('devices.list.clock', { minutes: number(Math.abs(minutes)) }),
  ].filter((line) => line !== false);
  if (refused === 0 && lines.length === 0) return t('devices.list.allCame');
  return (
    <ul>
      {refused > 0 && (
        <li>
          <Link to="/perangkat/kiriman" search={{ only: 'open', deviceId: device.id }}>
            {t('devices.list.refused', { count: refused, shown: number(refused) })}
          </Link>
        </li>
      )}
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Actions({ device }: { device: DeviceShown }) {
  const { t } = useSpeech();
  const { id, name, state } = device;
  return (
    <div className={css.actions}>
      {may('device.use') && state === 'working' && (
        <CodeButton
          verb={t('devices.codeForMe')}
          title={t('devices.codeForMeOn', { name })}
          how={t('devices.codeForMeHow')}
          ask={() => send(personCodeCall, { params: { id }, body: {} })}
        />
      )}
      {may('device.enrol') && (
        <CodeButton
          verb={t('devices.newCode')}
          title={t('devices.newCodeFor', { name })}
          how={t(state === 'waiting' ? 'devices.codeHow' : 'devices.renewHow')}
          ask={() => send(renewDeviceCall, { params: { id }, body: {} })}
        />
      )}
      {may('device.enrol') && state !== 'revoked' && (
        <RecordButton
          kind="quiet"
          verb={t('devices.revoke')}
          title={`${t('devices.revoke')}: ${name}`}
          call={revokeDeviceCall}
          params={{ id }}
        />
      )}
    </div>
  );
}
