import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { listOrdersCall } from '../../server/procurement/order-list.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const ordersScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pesanan',
  validateSearch: searchOf(listOrdersCall.query),
  staticData: { title: 'procurement.list.title', can: 'order.read', nav: 'trade' },
  component: lazyRouteComponent(() => import('./OrdersScreen.tsx'), 'OrdersScreen'),
});

export const newOrderScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pesanan/baru',
  validateSearch: searchOf(
    closed({ cooperativeId: Type.Optional(idOf<'cooperative'>()), partnerId: Type.Optional(idOf<'partner'>()) }),
  ),
  staticData: { title: 'procurement.new.title', can: 'order.place' },
  component: lazyRouteComponent(() => import('./NewOrderScreen.tsx'), 'NewOrderScreen'),
});

export const loadScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pesanan/muat',
  validateSearch: searchOf(closed({ orderId: Type.Optional(idOf<'order'>()) })),
  staticData: { title: 'procurement.load.title', can: 'order.deliver' },
  component: lazyRouteComponent(() => import('./LoadScreen.tsx'), 'LoadScreen'),
});

export const orderScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pesanan/$id',
  params: { parse: (raw) => ({ id: id<'order'>(raw.id) }) },
  staticData: { can: 'order.read' },
  component: lazyRouteComponent(() => import('./OrderScreen.tsx'), 'OrderScreen'),
});
