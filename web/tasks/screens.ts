import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listTasksCall } from '../../server/tasks/task.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const taskBoardScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tugas',
  validateSearch: searchOf(listTasksCall.query),
  staticData: { title: 'tasks.board.title', can: 'task.read', nav: 'work' },
  component: lazyRouteComponent(() => import('./TaskBoardScreen.tsx'), 'TaskBoardScreen'),
});
