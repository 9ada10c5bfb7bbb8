import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { idOf } from '../../server/kernel/shapes.ts';
import { listJournalsCall } from '../../server/ledger/journal.schema.ts';
import { listManualsCall } from '../../server/ledger/manual/manual.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

const ofCooperative = { cooperativeId: Type.Optional(idOf<'cooperative'>()) };

export const journalsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/jurnal',
  validateSearch: searchOf(
    closed({
      ...listJournalsCall.query.properties,
      ...listManualsCall.query.properties,
      ...ofCooperative,
      tab: Type.Optional(Type.Enum(['journals', 'drafts'])),
    }),
  ),
  staticData: { title: 'ledger.journals.title', can: 'book.read', nav: 'books' },
  component: lazyRouteComponent(() => import('./JournalsScreen.tsx'), 'JournalsScreen'),
});

export const journalScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/jurnal/$id',
  params: { parse: (raw) => ({ id: id<'journal'>(raw.id) }) },
  staticData: { title: 'ledger.journals.one', can: 'book.read' },
  component: lazyRouteComponent(() => import('./JournalScreen.tsx'), 'JournalScreen'),
});

export const chartScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/akun',
  validateSearch: searchOf(closed({ ...ofCooperative, after: Type.Optional(Type.String()) })),
  staticData: { title: 'ledger.chart.title', can: 'book.read', beside: '/buku/jurnal' },
  component: lazyRouteComponent(() => import('./ChartScreen.tsx'), 'ChartScreen'),
});

export const periodsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/tutup',
  validateSearch: searchOf(closed(ofCooperative)),
  staticData: { title: 'ledger.periods.title', can: 'book.read', beside: '/buku/jurnal' },
  component: lazyRouteComponent(() => import('./PeriodsScreen.tsx'), 'PeriodsScreen'),
});
