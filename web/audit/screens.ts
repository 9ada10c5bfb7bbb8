import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listAuditCall } from '../../server/platform/audit/audit-log.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const auditScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/jejak',
  validateSearch: searchOf(listAuditCall.query),
  staticData: { title: 'audit.title', can: 'audit.read', nav: 'settings' },
  component: lazyRouteComponent(() => import('./AuditScreen.tsx'), 'AuditScreen'),
});
