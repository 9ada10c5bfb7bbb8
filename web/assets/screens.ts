import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { listAssetsCall } from '../../server/assets/asset.schema.ts';
import { closed } from '../../server/kernel/call.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';
import { assetTabs } from './asset-page.ts';

export const assetsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset',
  validateSearch: searchOf(listAssetsCall.query),
  staticData: { title: 'assets.list.title', can: 'asset.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./AssetsScreen.tsx'), 'AssetsScreen'),
});

export const assetScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aset/$id',
  validateSearch: searchOf(
    closed({ tab: Type.Optional(Type.Enum([...assetTabs])), after: Type.Optional(Type.String()) }),
  ),
  staticData: { title: 'assets.page.title', can: 'asset.read' },
  component: lazyRouteComponent(() => import('./AssetScreen.tsx'), 'AssetScreen'),
});
