import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listSentCall, type SentShown, settleSentCall } from '../../server/devices/device.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { hasWord, readable, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import css from './devices.module.css';

const route = getRouteApi('/signed-in/perangkat/kiriman');

/** What phones sent and what became of it; what was refused waits here for someone who sees to it. */
export function SentScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const sent = useQuery({ ...read(listSentCall, { query }), placeholderData: keepPreviousData });
  const only = (['open', 'flagged'] as const).map((value) => ({ value, label: t(`devices.options.only.${value}`) }));
  return (
    <Page title={t('devices.sent.title')} note={t('devices.sent.note')}>
      <DataTable
        caption={t('devices.sent.title')}
        query={sent}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listSentCall}
            total={sent.data?.total}
            filters={[{ name: 'only', label: t('devices.sent.all'), choices: only }, useCooperativeFilter()]}
          />
        }
        empty={<EmptyState title={t('devices.sent.none')} />}
      />
    </Page>
  );
}

function useColumns(): Column<SentShown>[] {
  const { t, date, moment } = useSpeech();
  return [
    {
      id: 'what',
      head: t('devices.sent.what'),
      onPhone: 'headline',
      cell: (row) => `${t(`devices.calls.${row.name.replace('/', '-')}`)} · ${t('devices.sent.seq', { seq: row.seq })}`,
    },
    {
      id: 'device',
      head: t('devices.fields.name'),
      cell: (row) => (
        <>
          {row.device.name} · <CooperativeName name={row.cooperative.name} />
        </>
      ),
    },
    { id: 'person', head: t('devices.sent.person'), cell: (row) => row.person ?? t('devices.sent.stranger') },
    { id: 'day', head: t('devices.sent.day'), cell: (row) => date(row.occurredOn) },
    { id: 'came', head: t('devices.sent.came'), onPhone: 'labelled', cell: (row) => moment(row.recordedAt) },
    { id: 'outcome', head: t('devices.sent.outcome'), cell: (row) => <Outcome sent={row} /> },
    {
      id: 'settle',
      head: t('devices.list.actions'),
      can: 'stock.approve',
      align: 'end',
      onPhone: 'action',
      cell: (row) =>
        row.outcome === 'refused' &&
        row.settled === null && (
          <RecordButton kind="quiet" verb={t('devices.settle')} call={settleSentCall} params={{ id: row.id }} />
        ),
    },
  ];
}

function Outcome({ sent }: { sent: SentShown }) {
  const { t } = useSpeech();
  const { refusal, flags, settled, body } = sent;
  return (
    <>
      {refusal === null ? t('devices.sent.recorded') : <Why refusal={refusal} />}
      {flags.map((flag) => (
        <div key={flag} className="small">
          {t(`devices.flags.${flag}`)}
        </div>
      ))}
      {settled !== null && <div className="small">{t('devices.sent.settled', { note: settled.note })}</div>}
      {body !== null && (
        <details>
          <summary className="small">{t('devices.sent.body')}</summary>
          <code className={css.body}>{body}</code>
        </details>
      )}
    </>
  );
}

function Why({ refusal: { type, data } }: { refusal: NonNullable<SentShown['refusal']> }) {
  const { t } = useSpeech();
  const [module = '', what = ''] = type.split('/');
  const key = [`${module}.refusals.${what}`, `platform.refusals.${module}-${what}`].find(hasWord);
  return <strong>{key === undefined ? t('devices.sent.refusedAs', { type }) : t(key, readable(data))}</strong>;
}
