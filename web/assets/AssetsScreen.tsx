import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type AssetRow, listAssetsCall } from '../../server/assets/asset.schema.ts';
import { assetObjects, currentUses, ownerKinds } from '../../server/assets/asset.ts';
import { addAssetCall } from '../../server/assets/edit.schema.ts';
import { findingKinds } from '../../server/assets/finding.ts';
import { mapAssetsCall } from '../../server/assets/map.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { download } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState, ProblemState, wordsFor } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import css from './AssetsScreen.module.css';
import type { Bounds } from './asset-geometry.ts';
import { LazyAssetMap } from './LazyAssetMap.tsx';
import { usePlaces } from './places.ts';
import { UnsentSurveys } from './survey/UnsentSurveys.tsx';

const route = getRouteApi('/signed-in/aset');

/** The inventory: land and buildings of whoever owns them, as a list or on the map. */
export function AssetsScreen() {
  const { t } = useSpeech();
  const { view, ...query } = route.useSearch();
  const assets = useQuery({ ...read(listAssetsCall, { query }), placeholderData: keepPreviousData });
  const columns = useColumns();
  const bounds = (['areaFromM2', 'areaToM2'] as const).map((name) => ({ name, label: t(`assets.filter.${name}`) }));
  const tools = (
    <TableTools call={listAssetsCall} searches filters={useFilters()} bounds={bounds} total={assets.data?.total} />
  );
  return (
    <Page title={t('assets.list.title')} actions={may('asset.edit') && <AddAsset />}>
      <UnsentSurveys />
      <Ways />
      {view === 'map' ? (
        <>
          {tools}
          <MapOfAssets />
        </>
      ) : (
        <DataTable
          caption={t('assets.list.title')}
          query={assets}
          columns={columns}
          rowKey={(row) => row.id}
          tools={tools}
          empty={<EmptyState title={t('assets.list.none')}>{t('assets.list.noneTodo')}</EmptyState>}
        />
      )}
    </Page>
  );
}

/** The map is the same address with another search. */
const asShown = { exact: true, explicitUndefined: true } as const;

/** List or map, what there is beside them, and the list as GeoJSON. */
function Ways() {
  const { t } = useSpeech();
  const { view, after: _after, limit: _limit, sort: _sort, ...filters } = route.useSearch();
  const taking = useMutation({
    mutationFn: () => download(listAssetsCall, { query: filters }, 'geojson'),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  const narrowed = (next: 'map' | undefined) => (before: object) =>
    ({ ...before, after: undefined, view: next }) as never;
  return (
    <nav className={css.ways} aria-label={t('assets.list.ways')} data-no-print>
      <Link
        to="."
        search={narrowed(undefined)}
        activeOptions={asShown}
        aria-current={view === undefined ? 'page' : undefined}
      >
        {t('assets.list.asList')}
      </Link>
      <Link to="." search={narrowed('map')} activeOptions={asShown} aria-current={view === 'map' ? 'page' : undefined}>
        {t('assets.list.asMap')}
      </Link>
      <Link to="/aset/menganggur">{t('assets.idle.title')}</Link>
      <Link to="/aset/koreksi">{t('assets.corrections.title')}</Link>
      <Button
        kind="quiet"
        icon={<IconDownload size={16} aria-hidden />}
        busy={taking.isPending}
        aria-label={t('platform.table.export', { extension: 'geojson' })}
        onClick={() => taking.mutate()}
      >
        geojson
      </Button>
    </nav>
  );
}

function MapOfAssets() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { view: _view, after: _after, limit: _limit, sort: _sort, ...filters } = route.useSearch();
  const [[west, south, east, north], setView] = useState<Bounds>([-180, -90, 180, 90]);
  const inView = useQuery({
    ...read(mapAssetsCall, { query: { ...filters, west, south, east, north } }),
    enabled: west > -180,
    placeholderData: keepPreviousData,
  });
  if (inView.error) return <ProblemState problem={inView.error} retry={() => void inView.refetch()} />;
  const { clusters = [], pins = [] } = inView.data ?? {};
  return (
    <>
      <LazyAssetMap
        title={t('assets.list.title')}
        shown={inView.data ?? {}}
        onView={setView}
        onPress={(_position, id) => id && void navigate({ to: '/aset/$id', params: { id } })}
      />
      <p className="quiet" aria-live="polite">
        {clusters.length > 0
          ? t('assets.map.together', { count: clusters.reduce((sum, { count }) => sum + count, 0) })
          : t('assets.map.single', { count: pins.length })}
      </p>
    </>
  );
}

function AddAsset() {
  const { t } = useSpeech();
  const { villages } = usePlaces();
  return (
    <RecordButton
      call={addAssetCall}
      kind="act"
      verb={t('assets.add')}
      refusedAt={{ 'assets/owner-number-taken': '/ownerNumber', 'assets/in-future': '/source/date' }}
      inputs={{
        village: (props) => <ChoiceInput {...(props as InputProps<string>)} key="village" choices={villages} />,
      }}
    />
  );
}

function useColumns(): Column<AssetRow>[] {
  const { t, area, rupiah } = useSpeech();
  return [
    {
      id: 'name',
      head: t('assets.fields.name'),
      sorts: true,
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/aset/$id" params={{ id: row.id }}>
            {row.name}
          </Link>{' '}
          {row.source.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'number', head: t('assets.fields.number'), onPhone: 'left-out', cell: (row) => row.number ?? '–' },
    { id: 'object', head: t('assets.fields.object'), cell: (row) => t(`assets.options.object.${row.object}`) },
    {
      id: 'area',
      head: t('assets.fields.area'),
      sorts: true,
      align: 'end',
      cell: (row) => (row.areaM2 === null ? '–' : area(row.areaM2)),
    },
    {
      id: 'village',
      head: t('assets.fields.village'),
      cell: (row) => row.village?.name ?? t('assets.list.unplaced'),
    },
    {
      id: 'use',
      head: t('assets.fields.currentUse'),
      cell: (row) =>
        row.withdrawnOn === null ? t(`assets.options.currentUse.${row.currentUse}`) : t('assets.list.withdrawn'),
    },
    {
      id: 'price',
      head: t('assets.fields.priceIdr'),
      sorts: true,
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => (row.priceIdr === null ? '–' : rupiah(row.priceIdr)),
    },
    {
      id: 'findings',
      head: t('assets.list.check'),
      cell: (row) => row.findings.map(({ kind }) => t(`assets.findings.short.${kind}`)).join(', '),
    },
  ];
}

function useFilters() {
  const { t } = useSpeech();
  const { villages, districts } = usePlaces();
  const yesOrNo = (name: string, yes: string, no: string) => ({
    name,
    label: t(`assets.filter.${name}`),
    choices: [
      { value: 'true', label: t(yes) },
      { value: 'false', label: t(no) },
    ],
  });
  const words = (name: string, values: readonly string[]) => ({
    name,
    label: t(`assets.filter.${name}`),
    choices: values.map((value) => ({ value, label: t(`assets.options.${name}.${value}`) })),
  });
  return [
    { name: 'district', label: t('assets.filter.district'), choices: districts },
    {
      name: 'village',
      label: t('assets.filter.village'),
      choices: [{ value: 'none', label: t('assets.list.unplaced') }, ...villages],
    },
    words('ownerKind', ownerKinds),
    words('object', assetObjects),
    words('currentUse', currentUses),
    yesOrNo('hasCertificate', 'assets.filter.certified', 'assets.filter.uncertified'),
    yesOrNo('withdrawn', 'assets.filter.withdrawnYes', 'assets.filter.withdrawnNo'),
    {
      name: 'finding',
      label: t('assets.filter.finding'),
      choices: [
        { value: 'any', label: t('assets.filter.anyFinding') },
        ...findingKinds.map((value) => ({ value, label: t(`assets.findings.short.${value}`) })),
      ],
    },
  ];
}
