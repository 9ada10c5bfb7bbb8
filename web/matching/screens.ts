import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { uses } from '../../server/matching/use.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const scenariosScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cocokkan',
  staticData: { title: 'matching.list.title', can: 'match.read', nav: 'city' },
  component: lazyRouteComponent(() => import('./ScenariosScreen.tsx'), 'ScenariosScreen'),
});

export const scenarioScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cocokkan/$id',
  params: { parse: (raw) => ({ id: id<'scenario'>(raw.id) }) },
  validateSearch: searchOf(
    closed({ with: Type.Optional(idOf<'scenario'>()), use: Type.Optional(Type.Enum([...uses])) }),
  ),
  staticData: { title: 'matching.page.title', can: 'match.read' },
  component: lazyRouteComponent(() => import('./ScenarioScreen.tsx'), 'ScenarioScreen'),
});
