import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { instant } from '../../server/kernel/business-date.ts';
import { getFileCall } from '../../server/platform/files/file.schema.ts';
import {
  type KeptReport,
  keepReportCall,
  listReportsCall,
} from '../../server/reporting/weekly-report/kept-report.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { read, refresh } from '../platform/query.ts';
import { download, send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, wordsFor } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/laporan');

/** The weekly reports as they were given to the mayor, to be opened again. */
export function ReportsScreen() {
  const { t } = useSpeech();
  const reports = useQuery({
    ...read(listReportsCall, { query: route.useSearch() }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('reporting.reports.title')}
      note={t('reporting.reports.note')}
      actions={may('report.make') && <KeepButton />}
    >
      <DataTable
        caption={t('reporting.reports.title')}
        query={reports}
        columns={useColumns()}
        rowKey={(report) => report.id}
        tools={<TableTools call={listReportsCall} total={reports.data?.total} />}
        empty={<EmptyState title={t('reporting.reports.none')}>{t('reporting.reports.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<KeptReport>[] {
  const { t, date, moment, number } = useSpeech();
  return [
    {
      id: 'number',
      head: t('reporting.reports.number'),
      onPhone: 'headline',
      cell: (report) => <OpenButton report={report} />,
    },
    { id: 'week', head: t('reporting.reports.week'), onPhone: 'labelled', cell: ({ week }) => number(week) },
    { id: 'asOf', head: t('reporting.reports.asOf'), onPhone: 'labelled', cell: ({ asOf }) => date(asOf) },
    {
      id: 'made',
      head: t('reporting.reports.made'),
      cell: ({ madeAt, madeRole }) => `${moment(instant(madeAt))}, ${roleName(madeRole, t)}`,
    },
    {
      id: 'sha256',
      head: t('reporting.reports.hash'),
      onPhone: 'left-out',
      cell: ({ sha256 }) => <Hash of={sha256} />,
    },
    {
      id: 'seal',
      head: t('reporting.reports.seal'),
      onPhone: 'left-out',
      cell: ({ seal }) =>
        seal && (
          <>
            {number(seal.seq)} <Hash of={seal.hash} />
          </>
        ),
    },
  ];
}

/** So much of a hash as people compare by eye; the whole in the file that is taken away. */
function Hash({ of }: { of: string }) {
  return <code title={of}>{of.slice(0, 12)}</code>;
}

function OpenButton({ report }: { report: KeptReport }) {
  const { t } = useSpeech();
  const opening = useMutation({
    mutationFn: () => download(getFileCall, { params: { id: report.fileId } }),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <Button kind="quiet" busy={opening.isPending} onClick={() => opening.mutate()}>
      {t('reporting.reports.open', { number: report.number })}
    </Button>
  );
}

/** Pressed again after a lost answer it is the same report, because its id is made anew only once it was kept. */
function KeepButton() {
  const { t } = useSpeech();
  const [id, setId] = useState(() => newId<'report'>());
  const keeping = useMutation({
    mutationFn: () => send(keepReportCall, { query: { id } }),
    onSuccess: async ({ number }) => {
      setId(newId<'report'>());
      notify(t('reporting.reports.kept', { number }));
      await refresh('reporting');
    },
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <Button kind="act" busy={keeping.isPending} onClick={() => keeping.mutate()}>
      {t('reporting.reports.keep')}
    </Button>
  );
}
