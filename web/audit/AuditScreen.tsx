import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { listUsersCall } from '../../server/access/access.schema.ts';
import { instant } from '../../server/kernel/business-date.ts';
import { type AuditEntryShown, listAuditCall } from '../../server/platform/audit/audit-log.schema.ts';
import { allCooperatives, useCooperativeFilter } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DayRange } from '../platform/ui/DayRange.tsx';
import { RecordedNote, roleName } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { type Filter, TableTools } from '../platform/ui/TableTools.tsx';
import { actWords, auditedModules } from './act-words.ts';

const route = getRouteApi('/signed-in/jejak');

/** Who did what, when, for whom and why, newest first; what is sealed can no longer be changed unseen. */
export function AuditScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const entries = useQuery({
    ...read(listAuditCall, { query }),
    placeholderData: keepPreviousData,
    select: (page) => ({ ...page, total: page.rows.length }),
  });
  return (
    <Page title={t('audit.title')} note={t('audit.note')} actions={<DayRange />}>
      <DataTable
        caption={t('audit.title')}
        query={entries}
        columns={useColumns()}
        rowKey={({ id }) => id}
        tools={<TableTools call={listAuditCall} filters={useFilters()} />}
        empty={<EmptyState title={t('audit.none')}>{t('audit.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useFilters(): Filter[] {
  const { t } = useSpeech();
  const users = useQuery({ ...read(listUsersCall), enabled: may('grant.read') }).data?.users ?? [];
  const people = users.map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      name: 'action',
      label: t('audit.everyModule'),
      choices: auditedModules.map((value) => ({ value, label: t(`audit.modules.${value}`) })),
    },
    ...(may('grant.read') ? [{ name: 'userId', label: t('audit.everyone'), choices: people }] : []),
    useCooperativeFilter(),
  ];
}

function useColumns(): Column<AuditEntryShown>[] {
  const speech = useSpeech();
  const { t, moment } = speech;
  const { data: cooperatives = [] } = useQuery(allCooperatives);
  const names = new Map(cooperatives.map(({ id, name }) => [id, name]));
  return [
    {
      id: 'when',
      head: t('audit.when'),
      cell: ({ recordedAt }) => <span className="nowrap">{moment(instant(recordedAt))}</span>,
    },
    { id: 'who', head: t('audit.who'), cell: (entry) => <Who entry={entry} t={t} /> },
    {
      id: 'what',
      head: t('audit.what'),
      onPhone: 'headline',
      cell: (entry) => <What entry={entry} speech={speech} name={names.get(entry.cooperativeId as never)} />,
    },
    {
      id: 'seal',
      head: t('audit.seal'),
      cell: ({ sealSeq }) =>
        sealSeq === null ? (
          <span className="quiet">{t('audit.unsealed')}</span>
        ) : (
          <span className="nowrap">{t('audit.sealed', { seq: sealSeq })}</span>
        ),
    },
  ];
}

function Who({ entry: { person, role, onBehalf }, t }: { entry: AuditEntryShown; t: Speech['t'] }) {
  if (person === null) return role === 'command-line' ? t('audit.commandLine') : roleName(role, t);
  return (
    <>
      <Link to="/jejak" search={{ userId: person.id }}>
        {person.name}
      </Link>
      <br />
      {onBehalf ? <RecordedNote role={role} onBehalf /> : <small className="quiet">{roleName(role, t)}</small>}
    </>
  );
}

interface WhatProps {
  readonly entry: AuditEntryShown;
  readonly speech: Speech;
  /** The cooperative it concerns. */
  readonly name: string | undefined;
}

function What({ entry, speech, name }: WhatProps) {
  const { t } = speech;
  const { cooperativeId, reason, subject, detail } = entry;
  const told = Object.entries(detail);
  return (
    <>
      {actWords(entry, speech)}
      {cooperativeId !== null && name !== undefined && (
        <>
          {' · '}
          <Link to="/koperasi/$id" params={{ id: cooperativeId }}>
            {name}
          </Link>
        </>
      )}
      {reason !== null && <p className="quiet small">{t('audit.reason', { reason })}</p>}
      <details className="small">
        <summary>{t('audit.detail')}</summary>
        {told.map(([member, value]) => (
          <p key={member}>{`${member}: ${typeof value === 'string' ? value : JSON.stringify(value)}`}</p>
        ))}
        <p>{`${subject.kind}: ${subject.id}`}</p>
        <p>
          <Link to="/jejak" search={{ subjectKind: subject.kind, subjectId: subject.id }}>
            {t('audit.ofRecord')}
          </Link>
        </p>
      </details>
    </>
  );
}
