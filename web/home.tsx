import { createRoute } from '@tanstack/react-router';
import type { BusinessDate } from '../server/kernel/business-date.ts';
import { pictureCall } from '../server/reporting/picture.schema.ts';
import { LandStatuses } from './exchange/LandStatuses.tsx';
import { LandLine } from './matching/LandLine.tsx';
import { may } from './platform/hat.ts';
import { useSpeech } from './platform/i18n.ts';
import { searchOf } from './platform/search.ts';
import { HomeFrame } from './platform/shell/HomeFrame.tsx';
import { shellRoute } from './platform/shell/roots.tsx';
import { AsOf } from './platform/ui/AsOf.tsx';
import { Page, Stack } from './platform/ui/Page.tsx';
import { OrdersToAnswer } from './procurement/OrdersToAnswer.tsx';
import { PicturePanel } from './reporting/PicturePanel.tsx';
import { WeeklyReportButtons } from './reporting/WeeklyReportButtons.tsx';
import { WeekPanel } from './reporting/WeekPanel.tsx';
import { WaitingForMe } from './tasks/WaitingForMe.tsx';

/** The first screen. It is composed here, beside routes.tsx, because its panels belong to several modules. */
export const homeScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: searchOf(pictureCall.query),
  staticData: { title: 'platform.nav.home', nav: 'work' },
  component: HomeScreen,
});

function HomeScreen() {
  const { t } = useSpeech();
  const { asOf } = homeScreen.useSearch();
  const seesPicture = may('picture.read');
  return (
    <Page title={t('platform.nav.home')} actions={seesPicture && <HomeActions asOf={asOf} />}>
      <HomeFrame
        waiting={<Waiting asOf={asOf} />}
        picture={
          seesPicture ? (
            <Stack>
              {asOf === undefined && may('match.read') && <LandLine />}
              <PicturePanel asOf={asOf} />
              {may('snapshot.read') && <LandStatuses query={asOf === undefined ? {} : { asOf }} sourced />}
            </Stack>
          ) : null
        }
        {...(seesPicture && { changes: <WeekPanel asOf={asOf} /> })}
      />
    </Page>
  );
}

/** A partner's work is the orders nobody answered; tasks are of the city and its cooperatives. */
function Waiting({ asOf }: { asOf: BusinessDate | undefined }) {
  if (may('order.answer') && !may('task.settle')) return <OrdersToAnswer />;
  return may('task.read') && <WaitingForMe asOf={asOf} />;
}

function HomeActions({ asOf }: { asOf: BusinessDate | undefined }) {
  return (
    <>
      <AsOf />
      {may('report.read') && <WeeklyReportButtons asOf={asOf} />}
    </>
  );
}
