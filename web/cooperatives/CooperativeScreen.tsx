import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getCooperativeCall } from '../../server/cooperatives/cooperative.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { operationMarkOf } from '../../server/reporting/drawing/operation-mark.ts';
import { listTasksCall } from '../../server/tasks/task.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { OperationBadge, roleName, StageBadge } from '../platform/ui/marks.tsx';
import { Page, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { TabLinks } from '../platform/ui/TabLinks.tsx';
import { BesideTab } from './BesideTab.tsx';
import css from './CooperativeScreen.module.css';
import { type Cooperative, cooperativeTabs } from './cooperative-page.ts';
import { GoodsTab } from './GoodsTab.tsx';
import { OfficersTab } from './OfficersTab.tsx';
import { PremisesTab } from './PremisesTab.tsx';
import { RequirementsTab } from './RequirementsTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';

const route = getRouteApi('/signed-in/koperasi/$id');

/** What a tab needs to be offered at all; the others need no more than the page. */
const needs: Partial<Record<(typeof cooperativeTabs)[number], string>> = {
  sites: 'match.read',
  officers: 'people.read',
  requirements: 'requirement.read',
  // Whom the requirements do not concern is shown no figure of SIMKOPDES either: the tab would say that it reported nothing.
  beside: 'requirement.read',
};

interface CooperativeScreenProps {
  /** The tab of another module: what the match says of it. */
  sites: (id: Id<'cooperative'>) => ReactNode;
}

export function CooperativeScreen({ sites }: CooperativeScreenProps) {
  const { t } = useSpeech();
  const { id } = route.useParams();
  const { asOf } = route.useSearch();
  const cooperative = useQuery(
    read(getCooperativeCall, { params: { id: id as Cooperative['id'] }, ...(asOf && { query: { asOf } }) }),
  );
  return (
    <Page title={cooperative.data?.name ?? t('cooperatives.page.title')} actions={<AsOf />}>
      <Loaded query={cooperative}>{(data) => <Record cooperative={data} sites={sites} />}</Loaded>
    </Page>
  );
}

function Record({ cooperative, sites }: CooperativeScreenProps & { cooperative: Cooperative }) {
  const { t } = useSpeech();
  const { tab: asked, asOf } = route.useSearch();
  const offered = cooperativeTabs.filter((each) => may(needs[each]));
  const tab = asked && offered.includes(asked) ? asked : 'summary';
  const { id, villages, facility, operation, withBumnPartner } = cooperative;
  const known = { id, ...(asOf && { asOf }) };
  return (
    <Stack>
      <div className={css.head}>
        <p className={css.states}>
          <span>{villages.map((village) => `${village.name}, ${village.district}`).join('; ')}</span>
          <StageBadge stage={facility} />
          <OperationBadge mark={operationMarkOf(operation, withBumnPartner)} />
          {may('task.read') && <WaitsFor id={id} />}
        </p>
        <p className={css.links}>
          {may('partnership.read') && (
            <Link to="/mitra" search={{ cooperativeId: id }}>
              {t('cooperatives.page.partners')}
            </Link>
          )}
          {may('proposal.read') && (
            <Link to="/usulan" search={{ cooperativeId: id }}>
              {t('cooperatives.page.proposals')}
            </Link>
          )}
          {may('task.read') && (
            <Link to="/tugas" search={{ cooperativeId: id }}>
              {t('cooperatives.page.tasks')}
            </Link>
          )}
          {may('audit.read') && (
            <Link to="/jejak" search={{ cooperativeId: id }}>
              {t('cooperatives.page.audit')}
            </Link>
          )}
        </p>
      </div>
      <TabLinks
        label={t('cooperatives.page.parts')}
        tabs={offered.map((value) => ({ value, label: t(`cooperatives.tabs.${value}`) }))}
      />
      {tab === 'summary' && <SummaryTab cooperative={cooperative} />}
      {tab === 'premises' && <PremisesTab {...known} />}
      {tab === 'sites' && sites(id)}
      {tab === 'officers' && <OfficersTab {...known} />}
      {tab === 'requirements' && <RequirementsTab id={id} />}
      {tab === 'goods' && <GoodsTab {...known} />}
      {tab === 'beside' && <BesideTab {...known} facility={facility} />}
    </Stack>
  );
}

/** Whom it waits for longest, and since when. */
function WaitsFor({ id }: { id: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const [first] = useQuery(read(listTasksCall, { query: { cooperativeId: id, limit: 1 } })).data?.rows ?? [];
  if (first === undefined) return null;
  return (
    <span>{t('cooperatives.page.waits', { role: roleName(first.ownerRole, t), since: date(first.openedOn) })}</span>
  );
}
