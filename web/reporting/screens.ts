import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listChangesCall } from '../../server/reporting/change.schema.ts';
import { listReportsCall } from '../../server/reporting/weekly-report/kept-report.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const changesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perubahan',
  validateSearch: searchOf(listChangesCall.query),
  staticData: { title: 'reporting.changes.title', can: 'picture.read' },
  component: lazyRouteComponent(() => import('./ChangesScreen.tsx'), 'ChangesScreen'),
});

export const reportsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/laporan',
  validateSearch: searchOf(listReportsCall.query),
  staticData: { title: 'reporting.reports.title', can: 'report.read' },
  component: lazyRouteComponent(() => import('./ReportsScreen.tsx'), 'ReportsScreen'),
});
