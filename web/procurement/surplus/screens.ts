import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../../server/kernel/call.ts';
import { id } from '../../../server/kernel/ids.ts';
import { idOf } from '../../../server/kernel/shapes.ts';
import { stages } from '../../../server/procurement/surplus/surplus.ts';
import { searchOf } from '../../platform/search.ts';
import { shellRoute } from '../../platform/shell/roots.tsx';
import { surplusTabs } from './surplus-tabs.ts';

export const surplusScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/kelebihan',
  validateSearch: searchOf(
    closed({
      tab: Type.Optional(Type.Enum([...surplusTabs])),
      cooperativeId: Type.Optional(idOf<'cooperative'>()),
      stage: Type.Optional(Type.Enum([...stages])),
      side: Type.Optional(Type.Enum(['offer', 'want'])),
      after: Type.Optional(Type.String()),
    }),
  ),
  staticData: { title: 'procurement.surplus.title', can: 'stock.read', beside: '/pesanan' },
  component: lazyRouteComponent(() => import('./SurplusScreen.tsx'), 'SurplusScreen'),
});

export const surplusSaleScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/kelebihan/$id',
  params: { parse: (raw) => ({ id: id<'surplus-sale'>(raw.id) }) },
  staticData: { title: 'procurement.surplus.sale', can: 'order.read' },
  component: lazyRouteComponent(() => import('./SurplusSaleScreen.tsx'), 'SurplusSaleScreen'),
});
