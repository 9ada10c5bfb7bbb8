import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { listAssetsCall } from '../../server/assets/asset.schema.ts';
import { listCorrectionsCall } from '../../server/assets/correction.schema.ts';
import { listIdleCall } from '../../server/assets/idle.schema.ts';
import { closed } from '../../server/kernel/call.ts';
import { day, idOf } from '../../server/kernel/shapes.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';
import { assetTabs } from './asset-page.ts';
import { kibTabs } from './kib/kib-tabs.ts';

export const assetsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset',
  validateSearch: searchOf(closed({ ...listAssetsCall.query.properties, view: Type.Optional(Type.Enum(['map'])) })),
  staticData: { title: 'assets.list.title', can: 'asset.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./AssetsScreen.tsx'), 'AssetsScreen'),
});

export const idleScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/menganggur',
  validateSearch: searchOf(listIdleCall.query),
  staticData: { title: 'assets.idle.title', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./IdleScreen.tsx'), 'IdleScreen'),
});

export const correctionsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/koreksi',
  validateSearch: searchOf(listCorrectionsCall.query),
  staticData: { title: 'assets.corrections.title', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./CorrectionsScreen.tsx'), 'CorrectionsScreen'),
});

export const assetScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/$id',
  validateSearch: searchOf(
    closed({
      tab: Type.Optional(Type.Enum([...assetTabs])),
      after: Type.Optional(Type.String()),
      asOf: Type.Optional(day),
    }),
  ),
  staticData: { title: 'assets.page.title', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./AssetScreen.tsx'), 'AssetScreen'),
});

export const kibScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/impor',
  validateSearch: searchOf(
    closed({
      import: Type.Optional(idOf<'kib-import'>()),
      tab: Type.Optional(Type.Enum([...kibTabs])),
      after: Type.Optional(Type.String()),
    }),
  ),
  staticData: { title: 'assets.kib.title', can: 'asset.import', nav: 'city' },
  component: lazyRouteComponent(() => import('./kib/KibScreen.tsx'), 'KibScreen'),
});
