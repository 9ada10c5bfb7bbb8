import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { listStocktakesCall } from '../../server/inventory/count/count.schema.ts';
import { listCylindersCall } from '../../server/inventory/cylinder/cylinder.schema.ts';
import { listStockCall, stockCardCall } from '../../server/inventory/stock.schema.ts';
import { listTransfersCall } from '../../server/inventory/transfer/transfer.schema.ts';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const stockScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang',
  validateSearch: searchOf(listStockCall.query),
  staticData: { title: 'inventory.stock.title', can: 'stock.read', nav: 'trade' },
  component: lazyRouteComponent(() => import('./StockScreen.tsx'), 'StockScreen'),
});

export const stockItemScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/barang/$id',
  params: { parse: (raw) => ({ id: id<'item'>(raw.id) }) },
  validateSearch: searchOf(stockCardCall.query),
  staticData: { title: 'inventory.card.title', can: 'stock.read' },
  component: lazyRouteComponent(() => import('./StockItemScreen.tsx'), 'StockItemScreen'),
});

export const stocktakesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/hitungan',
  validateSearch: searchOf(listStocktakesCall.query),
  staticData: { title: 'inventory.counts.title', can: 'stock.read', beside: '/gudang' },
  component: lazyRouteComponent(() => import('./StocktakesScreen.tsx'), 'StocktakesScreen'),
});

export const countScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/hitungan/baru',
  validateSearch: searchOf(closed({ cooperativeId: Type.Optional(idOf<'cooperative'>()) })),
  staticData: { title: 'inventory.count.title', can: 'stock.count' },
  component: lazyRouteComponent(() => import('./CountScreen.tsx'), 'CountScreen'),
});

export const stocktakeScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/hitungan/$id',
  params: { parse: (raw) => ({ id: id<'stocktake'>(raw.id) }) },
  staticData: { title: 'inventory.stocktake.title', can: 'stock.read' },
  component: lazyRouteComponent(() => import('./StocktakeScreen.tsx'), 'StocktakeScreen'),
});

export const transfersScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/mutasi',
  validateSearch: searchOf(listTransfersCall.query),
  staticData: { title: 'inventory.transfers.title', can: 'stock.read', beside: '/gudang' },
  component: lazyRouteComponent(() => import('./TransfersScreen.tsx'), 'TransfersScreen'),
});

export const cylindersScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gudang/tabung',
  validateSearch: searchOf(listCylindersCall.query),
  staticData: { title: 'inventory.cylinders.title', can: 'stock.read', beside: '/gudang' },
  component: lazyRouteComponent(() => import('./CylindersScreen.tsx'), 'CylindersScreen'),
});
