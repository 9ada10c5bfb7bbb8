import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id } from '../../../server/kernel/ids.ts';
import { shellRoute } from '../../platform/shell/roots.tsx';

export const surveyScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/$id/survei',
  params: { parse: (raw) => ({ id: id<'asset'>(raw.id) }) },
  staticData: { title: 'assets.survey.title', can: 'asset.survey' },
  component: lazyRouteComponent(() => import('./SurveyScreen.tsx'), 'SurveyScreen'),
});
