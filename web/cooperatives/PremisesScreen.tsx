import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listPremisesCall, premisesUses } from '../../server/cooperatives/premises.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { PremisesTable } from './PremisesTable.tsx';

const route = getRouteApi('/signed-in/tempat-usaha');

/** From where the city's cooperatives work, as of a day. */
export function PremisesScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const premises = useQuery({ ...read(listPremisesCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page title={t('cooperatives.premises.title')} actions={<AsOf />}>
      <PremisesTable
        query={premises}
        namesCooperative
        tools={
          <TableTools
            call={listPremisesCall}
            total={premises.data?.total}
            filters={[
              {
                name: 'use',
                label: t('cooperatives.filter.use'),
                choices: premisesUses.map((value) => ({ value, label: t(`cooperatives.options.use.${value}`) })),
              },
            ]}
          />
        }
      />
    </Page>
  );
}
