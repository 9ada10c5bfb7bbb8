import { createRoute } from '@tanstack/react-router';
import { useSpeech } from './platform/i18n.ts';
import { HomeFrame } from './platform/shell/HomeFrame.tsx';
import { shellRoute } from './platform/shell/roots.tsx';
import { Page } from './platform/ui/Page.tsx';

/** The first screen. It is composed here, beside routes.tsx, because its panels belong to several modules. */
export const homeScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  staticData: { title: 'platform.nav.home', nav: 'work' },
  component: HomeScreen,
});

function HomeScreen() {
  const { t } = useSpeech();
  return (
    <Page title={t('platform.nav.home')}>
      <HomeFrame waiting={null} picture={null} />
    </Page>
  );
}
