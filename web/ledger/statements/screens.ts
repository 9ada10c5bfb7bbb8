import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../../server/kernel/call.ts';
import { idOf } from '../../../server/kernel/shapes.ts';
import { accountBookCall, cityStatementsCall } from '../../../server/ledger/statements/statement.schema.ts';
import { statementNames } from '../../../server/ledger/statements/statement.ts';
import { searchOf } from '../../platform/search.ts';
import { shellRoute } from '../../platform/shell/roots.tsx';

const ofCooperative = { cooperativeId: Type.Optional(idOf<'cooperative'>()) };

/** Of one book its statements; of several the books side by side. */
export const statementsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/laporan',
  validateSearch: searchOf(
    closed({
      ...cityStatementsCall.query.properties,
      ...ofCooperative,
      statement: Type.Optional(Type.Enum([...statementNames])),
    }),
  ),
  staticData: { title: 'ledger.statements.title', can: 'book.read', nav: 'books' },
  component: lazyRouteComponent(() => import('./StatementsScreen.tsx'), 'StatementsScreen'),
});

export const accountBookScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/buku/kas',
  validateSearch: searchOf(closed({ ...accountBookCall.query.properties, ...ofCooperative })),
  staticData: { title: 'ledger.book.title', can: 'book.read', nav: 'books' },
  component: lazyRouteComponent(() => import('./AccountBookScreen.tsx'), 'AccountBookScreen'),
});
