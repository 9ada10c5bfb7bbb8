import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { listItemsCall } from '../../server/catalogue/item.schema.ts';
import { listTradeRulesCall } from '../../server/catalogue/trade-rule.schema.ts';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { day } from '../../server/kernel/shapes.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const itemsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/barang',
  validateSearch: searchOf(listItemsCall.query),
  staticData: { title: 'catalogue.list.title', can: 'item.read', nav: 'trade' },
  component: lazyRouteComponent(() => import('./ItemsScreen.tsx'), 'ItemsScreen'),
});

export const itemScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/barang/$id',
  params: { parse: (raw) => ({ id: id<'item'>(raw.id) }) },
  validateSearch: searchOf(closed({ asOf: Type.Optional(day) })),
  staticData: { title: 'catalogue.page.title', can: 'item.read' },
  component: lazyRouteComponent(() => import('./ItemScreen.tsx'), 'ItemScreen'),
});

export const tradeRulesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aturan-harga',
  validateSearch: searchOf(listTradeRulesCall.query),
  staticData: { title: 'catalogue.rules.title', can: 'item.read', beside: '/barang' },
  component: lazyRouteComponent(() => import('./TradeRulesScreen.tsx'), 'TradeRulesScreen'),
});
