import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type AssetRow, listAssetsCall } from '../../server/assets/asset.schema.ts';
import { assetObjects, currentUses, ownerKinds } from '../../server/assets/asset.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { UnsentSurveys } from './survey/UnsentSurveys.tsx';

const route = getRouteApi('/signed-in/aset');

/** The inventory: land and buildings of whoever owns them. */
export function AssetsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const assets = useQuery({ ...read(listAssetsCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page title={t('assets.list.title')}>
      <UnsentSurveys />
      <DataTable
        caption={t('assets.list.title')}
        query={assets}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listAssetsCall} searches filters={useFilters()} total={assets.data?.total} />}
        empty={<EmptyState title={t('assets.list.none')}>{t('assets.list.noneTodo')}</EmptyState>}
      />
    </Page>
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
      cell: (row) => t(`assets.options.currentUse.${row.currentUse}`),
    },
    {
      id: 'price',
      head: t('assets.fields.priceIdr'),
      sorts: true,
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => (row.priceIdr === null ? '–' : rupiah(row.priceIdr)),
    },
  ];
}

function useFilters() {
  const { t } = useSpeech();
  return [
    {
      name: 'ownerKind',
      label: t('assets.filter.ownerKind'),
      choices: ownerKinds.map((value) => ({ value, label: t(`assets.options.ownerKind.${value}`) })),
    },
    {
      name: 'object',
      label: t('assets.filter.object'),
      choices: assetObjects.map((value) => ({ value, label: t(`assets.options.object.${value}`) })),
    },
    {
      name: 'currentUse',
      label: t('assets.filter.currentUse'),
      choices: currentUses.map((value) => ({ value, label: t(`assets.options.currentUse.${value}`) })),
    },
  ];
}
