import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { listSheetsCall } from '../../server/opening/sheet.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const openingsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/saldo-awal',
  validateSearch: searchOf(listSheetsCall.query),
  staticData: { title: 'opening.title', can: 'book.read', beside: '/buku/jurnal' },
  component: lazyRouteComponent(() => import('./OpeningsScreen.tsx'), 'OpeningsScreen'),
});

export const newOpeningScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/saldo-awal/baru',
  validateSearch: searchOf(closed({ cooperativeId: Type.Optional(idOf<'cooperative'>()) })),
  staticData: { title: 'opening.put', can: 'opening.record' },
  component: lazyRouteComponent(() => import('./NewOpeningScreen.tsx'), 'NewOpeningScreen'),
});

export const openingScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/saldo-awal/$id',
  params: { parse: (raw) => ({ id: id<'sheet'>(raw.id) }) },
  staticData: { title: 'opening.one', can: 'book.read' },
  component: lazyRouteComponent(() => import('./OpeningScreen.tsx'), 'OpeningScreen'),
});
