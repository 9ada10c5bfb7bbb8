import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { listSalesCall } from '../../server/sales/sale.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const salesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penjualan',
  validateSearch: searchOf(listSalesCall.query),
  staticData: { title: 'sales.list.title', can: 'item.read', nav: 'trade' },
  component: lazyRouteComponent(() => import('./SalesScreen.tsx'), 'SalesScreen'),
});

export const recordSaleScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penjualan/catat',
  validateSearch: searchOf(closed({ cooperativeId: Type.Optional(idOf<'cooperative'>()) })),
  staticData: { title: 'sales.record.title', can: 'sale.record' },
  component: lazyRouteComponent(() => import('./RecordSaleScreen.tsx'), 'RecordSaleScreen'),
});

export const saleScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penjualan/$id',
  params: { parse: (raw) => ({ id: id<'sale'>(raw.id) }) },
  staticData: { title: 'sales.page.title', can: 'item.read' },
  component: lazyRouteComponent(() => import('./SaleScreen.tsx'), 'SaleScreen'),
});
