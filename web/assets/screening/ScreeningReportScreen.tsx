import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import {
  type ReportRow,
  reportScreeningCall,
  screenAllCall,
} from '../../../server/assets/screening/screening.schema.ts';
import { siteUses } from '../../../server/assets/site-use.ts';
import type { QueryOf } from '../../../server/kernel/call.ts';
import { followRunCall, listRunsCall, type Run } from '../../../server/platform/jobs/run.schema.ts';
import { may } from '../../platform/hat.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read, refresh } from '../../platform/query.ts';
import { send } from '../../platform/send.ts';
import { AsOf } from '../../platform/ui/AsOf.tsx';
import { Button, ButtonLink } from '../../platform/ui/Button.tsx';
import { type Column, DataTable } from '../../platform/ui/DataTable.tsx';
import { roleName, SampleBadge } from '../../platform/ui/marks.tsx';
import { notify } from '../../platform/ui/notices.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { RunProgress } from '../../platform/ui/RunProgress.tsx';
import { EmptyState, wordsFor } from '../../platform/ui/States.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/penyaringan');
const heads = ['size', 'water', 'ground', 'power_line', 'legal', 'in_use', 'access', 'condition'] as const;

/** Why a district or a kelurahan has no site: what there is, what each misses, and who is waited for. Every figure opens its rows. */
export function ScreeningReportScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const report = useQuery({
    ...read(reportScreeningCall, { query: { ...query, limit: 200 } }),
    placeholderData: keepPreviousData,
  });
  const { start, isStarting, run } = useOwnRun();
  return (
    <Page
      title={t('assets.screening.report.title')}
      note={t('assets.screening.report.note')}
      actions={
        <>
          <AsOf />
          <ButtonLink to="/kriteria">{t('assets.screening.criteria.title')}</ButtonLink>
          {may(screenAllCall.can) && (
            <Button busy={isStarting || isUnderWay(run)} onClick={start}>
              {t('assets.screening.again')}
            </Button>
          )}
        </>
      }
    >
      {run !== undefined && <OwnRun run={run} />}
      <DataTable
        caption={t('assets.screening.report.title')}
        query={report}
        columns={useColumns(query)}
        rowKey={(row) => row.id}
        tools={<TableTools call={reportScreeningCall} filters={useFilters()} />}
        empty={<EmptyState title={t('assets.screening.none')}>{t('assets.screening.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

const isUnderWay = (run: Run | undefined) => run?.state === 'queued' || run?.state === 'running';

/** The whole city being screened for whoever asked for it, who finds it here again when he comes back. */
function useOwnRun(): { start: () => void; isStarting: boolean; run: Run | undefined } {
  const { t } = useSpeech();
  const isAsked = may(screenAllCall.can);
  const runs = useQuery({ ...read(listRunsCall), enabled: isAsked }).data?.rows;
  const starting = useMutation({
    mutationFn: () => send(screenAllCall, {}),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  const runId = starting.data?.runId ?? runs?.find((run) => run.task === 'assets/screen' && isUnderWay(run))?.id;
  const run = useQuery({
    ...read(followRunCall, { params: { id: runId ?? ('' as never) } }),
    enabled: runId !== undefined,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 700 : false),
  }).data;
  const ended = run?.state;
  useEffect(() => {
    if (ended === 'done' || ended === 'failed') void refresh('assets', 'tasks', 'matching');
  }, [ended]);
  return { start: () => starting.mutate(), isStarting: starting.isPending, run };
}

function OwnRun({ run }: { run: Run }) {
  const { t, number } = useSpeech();
  if (isUnderWay(run))
    return <RunProgress run={run} waiting={t('assets.screening.waiting')} note={t('assets.screening.leave')} />;
  if (run.state === 'failed') return <p role="alert">{t('jobs.refusals.failed')}</p>;
  const { assets = 0, changed = 0 } = run.result as { assets?: number; changed?: number };
  return <p role="status">{t('assets.screening.ended', { assets: number(assets), changed: number(changed) })}</p>;
}

type Asked = QueryOf<typeof reportScreeningCall>;

function useColumns(asked: Asked): Column<ReportRow>[] {
  const { t, number } = useSpeech();
  const { use = 'new_building', by = 'district', asOf } = asked;
  const opened = (row: ReportRow) => {
    const place = row.id === 'none' || by === 'village' ? { village: row.id } : { district: row.id };
    return { use, ...place, ...(asOf !== undefined && { asOf }) };
  };
  const count = (row: ReportRow, figure: number, filter: object) =>
    figure === 0 ? (
      <span className="quiet">0</span>
    ) : (
      <Link to="/penyaringan/aset" search={{ ...opened(row), ...filter }}>
        {number(figure)}
      </Link>
    );
  const outcome = (state: 'pass' | 'unknown' | 'fail'): Column<ReportRow> => ({
    id: state,
    head: t(`assets.screening.state.${state}`),
    align: 'end',
    onPhone: 'labelled',
    cell: (row) => count(row, row[state], { outcome: state }),
  });
  return [
    {
      id: 'name',
      head: t(by === 'village' ? 'assets.fields.village' : 'assets.screening.report.district'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {row.name === null ? (
            t('assets.list.unplaced')
          ) : by === 'village' ? (
            row.name
          ) : (
            <Link to="/penyaringan" search={{ ...asked, by: 'village' }}>
              {row.name}
            </Link>
          )}{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    {
      id: 'candidates',
      head: t('assets.screening.report.candidates'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => (row.noCandidate ? t('assets.screening.report.noCandidate') : count(row, row.candidates, {})),
    },
    outcome('pass'),
    outcome('unknown'),
    outcome('fail'),
    {
      id: 'missed',
      head: t('assets.screening.report.missed'),
      onPhone: 'labelled',
      cell: (row) => {
        const own = heads.filter((head) => row.missed[head] > 0).toSorted((a, b) => row.missed[b] - row.missed[a]);
        if (own.length === 0) return '–';
        return own.map((head) => (
          <div key={head}>
            {t(`assets.screening.topics.${head}`)}:{' '}
            {count(row, row.missed[head], { outcome: 'fail', topic: head, state: 'fail' })}
          </div>
        ));
      },
    },
    {
      id: 'waiting',
      head: t('assets.screening.report.waiting'),
      onPhone: 'labelled',
      cell: (row) =>
        row.waiting.length === 0
          ? '–'
          : row.waiting.map(({ role, assets }) => (
              <div key={role}>
                {roleName(role, t)}: {count(row, assets, { settledBy: role })}
              </div>
            )),
    },
    {
      id: 'nearest',
      head: t('assets.screening.report.nearest'),
      onPhone: 'labelled',
      cell: (row) =>
        row.nearest === null ? (
          '–'
        ) : (
          <>
            <Link to="/aset/$id" params={{ id: row.nearest.id }}>
              {row.nearest.name}
            </Link>
            <div className="quiet small">{row.nearest.reasons.map(({ name }) => name).join(', ')}</div>
          </>
        ),
    },
  ];
}

function useFilters() {
  const { t } = useSpeech();
  return [
    {
      name: 'use',
      label: t('assets.screening.use.new_building'),
      choices: siteUses.slice(1).map((value) => ({ value, label: t(`assets.screening.use.${value}`) })),
    },
    {
      name: 'by',
      label: t('assets.screening.report.byDistrict'),
      choices: [{ value: 'village', label: t('assets.screening.report.byVillage') }],
    },
  ];
}
