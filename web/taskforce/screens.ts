import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { id } from '../../server/kernel/ids.ts';
import { listMeetingsCall } from '../../server/taskforce/taskforce.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const meetingsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/satgas',
  validateSearch: searchOf(listMeetingsCall.query),
  staticData: { title: 'taskforce.list.title', can: 'taskforce.read', nav: 'work' },
  component: lazyRouteComponent(() => import('./MeetingsScreen.tsx'), 'MeetingsScreen'),
});

export const meetingScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/satgas/$id',
  params: { parse: (raw) => ({ id: id<'meeting'>(raw.id) }) },
  component: lazyRouteComponent(() => import('./MeetingScreen.tsx'), 'MeetingScreen'),
});
