import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id } from '../../server/kernel/ids.ts';
import { listTasksCall } from '../../server/tasks/task.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const taskBoardScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tugas',
  validateSearch: searchOf(listTasksCall.query),
  staticData: { title: 'tasks.board.title', short: 'tasks.board.short', can: 'task.read', nav: 'work' },
  component: lazyRouteComponent(() => import('./TaskBoardScreen.tsx'), 'TaskBoardScreen'),
});

export const taskScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tugas/$id',
  params: { parse: (raw) => ({ id: id<'task'>(raw.id) }) },
  staticData: { title: 'tasks.one.title', can: 'task.read' },
  component: lazyRouteComponent(() => import('./TaskScreen.tsx'), 'TaskScreen'),
});
