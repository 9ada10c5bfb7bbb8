import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import {
  listCriteriaCall,
  listScreenedCall,
  reportScreeningCall,
} from '../../../server/assets/screening/screening.schema.ts';
import { siteUses } from '../../../server/assets/site-use.ts';
import { closed } from '../../../server/kernel/call.ts';
import { searchOf } from '../../platform/search.ts';
import { shellRoute } from '../../platform/shell/roots.tsx';

export const screeningReportScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penyaringan',
  validateSearch: searchOf(reportScreeningCall.query),
  staticData: {
    title: 'assets.screening.report.title',
    short: 'assets.screening.report.short',
    can: 'asset.read',
    nav: 'city',
  },
  component: lazyRouteComponent(() => import('./ScreeningReportScreen.tsx'), 'ScreeningReportScreen'),
});

export const screenedScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penyaringan/aset',
  validateSearch: searchOf(listScreenedCall.query),
  staticData: { title: 'assets.screening.list.caption', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./ScreenedScreen.tsx'), 'ScreenedScreen'),
});

export const criteriaScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/kriteria',
  validateSearch: searchOf(
    closed({ ...listCriteriaCall.query.properties, use: Type.Optional(Type.Enum([...siteUses])) }),
  ),
  staticData: { title: 'assets.screening.criteria.title', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./CriteriaScreen.tsx'), 'CriteriaScreen'),
});
