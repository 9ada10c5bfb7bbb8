import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { topics } from '../../../server/assets/screening/criterion.ts';
import { listScreenedCall, type Reason, type ScreenedRow } from '../../../server/assets/screening/screening.schema.ts';
import { siteUses } from '../../../server/assets/site-use.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { ownerRoles } from '../../platform/owner-roles.ts';
import { read } from '../../platform/query.ts';
import { AsOf } from '../../platform/ui/AsOf.tsx';
import { type Column, DataTable } from '../../platform/ui/DataTable.tsx';
import { roleName, SampleBadge } from '../../platform/ui/marks.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { EmptyState } from '../../platform/ui/States.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import css from './screening.module.css';

const route = getRouteApi('/signed-in/penyaringan/aset');

/** Assets by what they came to for a use, the nearest miss first. */
export function ScreenedScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const rows = useQuery({ ...read(listScreenedCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('assets.screening.list.title', { use: t(`assets.screening.use.${query.use ?? 'new_building'}`) })}
      note={t('assets.screening.list.note')}
      actions={<AsOf />}
    >
      <DataTable
        caption={t('assets.screening.list.caption')}
        query={rows}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listScreenedCall} filters={useFilters()} total={rows.data?.total} />}
        empty={<EmptyState title={t('assets.screening.none')}>{t('assets.screening.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(): Column<ScreenedRow>[] {
  const { t, area, number } = useSpeech();
  return [
    {
      id: 'name',
      head: t('assets.fields.name'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/aset/$id" params={{ id: row.id }}>
            {row.name}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    {
      id: 'village',
      head: t('assets.fields.village'),
      cell: (row) => row.village?.name ?? t('assets.list.unplaced'),
    },
    {
      id: 'area',
      head: t('assets.fields.area'),
      align: 'end',
      cell: (row) => (row.areaM2 === null ? '–' : area(row.areaM2)),
    },
    {
      id: 'outcome',
      head: t('assets.screening.outcome'),
      cell: (row) => <OutcomeMark state={row.outcome} isSaid />,
    },
    {
      id: 'score',
      head: t('assets.screening.scoreHead'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => (
        <>
          {number(row.score)}
          <span className={`quiet small ${css.known}`}>
            {t('assets.screening.known', { known: number(row.knownPercent) })}
          </span>
        </>
      ),
    },
    { id: 'reasons', head: t('assets.screening.list.open'), cell: (row) => <Reasons reasons={row.reasons} /> },
  ];
}

function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useSpeech();
  if (reasons.length === 0) return '–';
  return (
    <ul className={css.misses}>
      {reasons.map(({ criterion, name, state, settledBy }) => (
        <li key={criterion}>
          <OutcomeMark state={state} /> {name}
          {state === 'unknown' && <span className="quiet small"> · {roleName(settledBy, t)}</span>}
        </li>
      ))}
    </ul>
  );
}

function useFilters() {
  const { t } = useSpeech();
  const states = ['fail', 'unknown'] as const;
  return [
    {
      name: 'use',
      label: t('assets.screening.use.new_building'),
      choices: siteUses.slice(1).map((value) => ({ value, label: t(`assets.screening.use.${value}`) })),
    },
    {
      name: 'outcome',
      label: t('assets.screening.list.everyOutcome'),
      choices: (['pass', ...states] as const).map((value) => ({ value, label: t(`assets.screening.state.${value}`) })),
    },
    {
      name: 'topic',
      label: t('assets.screening.list.everyTopic'),
      choices: topics
        .filter((topic) => topic !== 'kind' && topic !== 'utilities')
        .map((value) => ({ value, label: t(`assets.screening.topics.${value}`) })),
    },
    {
      name: 'state',
      label: t('assets.screening.list.everyState'),
      choices: states.map((value) => ({ value, label: t(`assets.screening.reasonState.${value}`) })),
    },
    { name: 'settledBy', label: t('assets.screening.list.everyOffice'), choices: ownerRoles(t) },
  ];
}
