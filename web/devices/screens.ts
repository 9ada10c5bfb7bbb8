import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listDevicesCall, listSentCall } from '../../server/devices/device.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const devicesScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perangkat',
  validateSearch: searchOf(listDevicesCall.query),
  staticData: { title: 'devices.list.title', can: 'stock.read', nav: 'settings' },
  component: lazyRouteComponent(() => import('./DevicesScreen.tsx'), 'DevicesScreen'),
});

export const sentScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perangkat/kiriman',
  validateSearch: searchOf(listSentCall.query),
  staticData: { title: 'devices.sent.title', can: 'stock.read' },
  component: lazyRouteComponent(() => import('./SentScreen.tsx'), 'SentScreen'),
});
