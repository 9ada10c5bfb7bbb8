import { type Static, Type } from 'typebox';
import type { Instant } from '../../kernel/business-date.ts';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf } from '../../kernel/shapes.ts';
import { ledgerRefusals } from '../ledger.refusals.ts';
import { statementRefusals } from '../statements/statement.refusals.ts';
import { openPointKinds } from './closing.ts';

const cooperativeId = idOf<'cooperative'>();
const params = closed({ cooperativeId });
const OpenPoint = closed({
  kind: Type.Enum([...openPointKinds]),
  count: Type.Integer(),
  names: Type.Array(Type.String()),
});

/** How far a book is closed, what may be closed next and what has not reported of it, and who closed what before. */
export const getPeriodsCall = call({
  name: 'ledger/get-periods',
  method: 'GET',
  path: '/cooperatives/:cooperativeId/periods',
  can: 'book.read',
  params,
  reply: closed({
    cooperative: closed({ id: cooperativeId, name: Type.String() }),
    openedOn: day,
    closedThrough: day,
    /** Months that are over and open, the oldest first. */
    due: Type.Array(closed({ through: day, open: Type.Array(OpenPoint) })),
    closings: Type.Array(
      closed({
        through: day,
        wasClosedTo: day,
        open: Type.Array(OpenPoint),
        recordedRole: Type.String(),
        onBehalf: Type.Boolean(),
        recordedAt: Type.Unsafe<Instant>(Type.String()),
      }),
    ),
    sample: Type.Boolean(),
  }),
  refusals: [statementRefusals.bookNotFound],
});

export const NewClosing = closed({
  id: idOf<'closing'>(),
  /** The last day to be closed: the end of a month. */
  through: day,
  /** What was closed when whoever closes looked; another may have closed meanwhile. */
  closedThrough: day,
  /** He was told what has not reported, and closes nevertheless. */
  despiteOpen: Type.Boolean(),
});
export type NewClosing = Static<typeof NewClosing>;

export const closePeriodCall = call({
  name: 'ledger/close-period',
  method: 'POST',
  path: '/cooperatives/:cooperativeId/closings',
  can: 'book.close',
  params,
  body: NewClosing,
  refusals: [
    ledgerRefusals.noBook,
    ledgerRefusals.notMonthEnd,
    ledgerRefusals.notOverYet,
    ledgerRefusals.closedAlready,
    ledgerRefusals.notAllReported,
    ledgerRefusals.idReused,
  ],
});
