import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  type CooperativeRow,
  listCooperativesCall,
  listFundingSourcesCall,
} from '../../server/cooperatives/cooperative.schema.ts';
import { facilityStates, operationStates } from '../../server/cooperatives/state.ts';
import { operationMarkOf } from '../../server/reporting/drawing/operation-mark.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { OperationBadge, StageBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

const route = getRouteApi('/signed-in/koperasi');

/** The register of the city's cooperatives, as of a day. */
export function RegisterScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const only = useOnlyCooperative();
  const register = useQuery({ ...read(listCooperativesCall, { query }), placeholderData: keepPreviousData });
  const filters = useFilters(register.data?.districts ?? []);
  return (
    <Page title={t('cooperatives.register.title')} actions={<AsOf />}>
      <DataTable
        caption={t('cooperatives.register.title')}
        query={register}
        columns={useColumns(query.asOf)}
        rowKey={(row) => row.id}
        tools={
          <TableTools
            call={listCooperativesCall}
            {...(only === undefined && { searches: true, filters })}
            total={register.data?.total}
          />
        }
        empty={<EmptyState title={t('cooperatives.register.none')}>{t('cooperatives.register.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function useColumns(asOf: CooperativeRow['facilitySince'] | undefined): Column<CooperativeRow>[] {
  const { t, date } = useSpeech();
  return [
    {
      id: 'name',
      head: t('cooperatives.name'),
      sorts: true,
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/koperasi/$id" params={{ id: row.id }} search={asOf ? { asOf } : {}}>
          <CooperativeName name={row.name} />
        </Link>
      ),
    },
    {
      id: 'district',
      head: t('cooperatives.district'),
      sorts: true,
      onPhone: 'left-out',
      cell: (row) => [...new Set(row.villages.map((village) => village.district))].join(', '),
    },
    {
      id: 'facility',
      head: t('cooperatives.facility'),
      sorts: true,
      cell: (row) => <StageBadge stage={row.facility} />,
    },
    {
      id: 'since',
      head: t('cooperatives.since'),
      onPhone: 'left-out',
      cell: (row) => (row.facilitySince ? date(row.facilitySince) : '–'),
    },
    {
      id: 'operation',
      head: t('cooperatives.operation'),
      sorts: true,
      cell: (row) => <OperationBadge mark={operationMarkOf(row.operation, row.withBumnPartner)} />,
    },
  ];
}

function useFilters(districts: readonly { code: string; name: string }[]) {
  const { t } = useSpeech();
  const funding = useQuery(read(listFundingSourcesCall)).data;
  return [
    {
      name: 'district',
      label: t('cooperatives.filter.district'),
      choices: districts.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: 'facility',
      label: t('cooperatives.filter.facility'),
      choices: facilityStates.map((value) => ({ value, label: t(`platform.stages.${value}`) })),
    },
    {
      name: 'operation',
      label: t('cooperatives.filter.operation'),
      choices: operationStates.map((value) => ({ value, label: t(`platform.operations.${value}`) })),
    },
    {
      name: 'withBumnPartner',
      label: t('cooperatives.filter.partner'),
      choices: [
        { value: 'true', label: t('cooperatives.filter.withPartner') },
        { value: 'false', label: t('cooperatives.filter.withoutPartner') },
      ],
    },
    {
      name: 'funding',
      label: t('cooperatives.fields.fundingCode'),
      choices: [
        ...(funding?.rows ?? []).map(({ code, name }) => ({ value: code, label: name })),
        { value: 'none', label: t('reporting.picture.fundingUnknown') },
      ],
    },
  ];
}
