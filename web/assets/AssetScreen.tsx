import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { getAssetCall } from '../../server/assets/asset.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Page, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { TabLinks } from '../platform/ui/TabLinks.tsx';
import { AssetHead } from './AssetHead.tsx';
import { type Asset, assetTabs } from './asset-page.ts';
import { CorrectionsTab } from './CorrectionsTab.tsx';
import { DocumentsTab } from './DocumentsTab.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';
import { ScreeningTab } from './screening/ScreeningTab.tsx';
import { SurveysOfAsset } from './survey/SurveysOfAsset.tsx';

const route = getRouteApi('/signed-in/aset/$id');

export function AssetScreen() {
  const { t } = useSpeech();
  const { id } = route.useParams();
  const asset = useQuery(read(getAssetCall, { params: { id: id as Asset['id'] } }));
  return (
    <Page title={asset.data?.legal.name ?? t('assets.page.title')}>
      <Loaded query={asset}>{(data) => <Record asset={data} />}</Loaded>
    </Page>
  );
}

function Record({ asset }: { asset: Asset }) {
  const { t } = useSpeech();
  const { tab = 'summary' } = route.useSearch();
  // What the register does not hold is not corrected there.
  const offered = assetTabs.filter((each) => each !== 'corrections' || asset.ownerKind === 'regency');
  return (
    <Stack>
      <AssetHead asset={asset} />
      <TabLinks
        label={t('assets.page.parts')}
        tabs={offered.map((value) => ({ value, label: t(`assets.tabs.${value}`) }))}
      />
      {tab === 'summary' && <SummaryTab asset={asset} />}
      {tab === 'screening' && <ScreeningTab assetId={asset.id} />}
      {tab === 'surveys' && <SurveysOfAsset asset={asset} />}
      {tab === 'documents' && <DocumentsTab asset={asset} />}
      {tab === 'corrections' && <CorrectionsTab asset={asset} />}
      {tab === 'history' && <HistoryTab asset={asset} />}
    </Stack>
  );
}
