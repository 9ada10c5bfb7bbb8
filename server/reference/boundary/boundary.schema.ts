import { type Static, Type } from 'typebox';
import { businessDate } from '../../kernel/business-date.ts';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, orNull, text } from '../../kernel/shapes.ts';
import { boundaryRefusals } from './boundary.refusals.ts';

/** Twice the finest set known for a city, written out generously. */
export const boundaryBytesMax = 20 * 1024 * 1024;

/** Boundaries count from the programme's first day unless told otherwise: the kelurahan were there before the file was. */
export const programmeStart = businessDate('2025-03-18');

/** The words come from `reference.boundaries.<kind>`. */
export const BoundaryFindingShown = closed({
  kind: Type.String(),
  codes: Type.Array(Type.String()),
  figure: Type.Optional(Type.Number()),
  /** Which feature of the file, from 1. */
  position: Type.Optional(Type.Integer()),
  near: Type.Optional(Type.Array(Type.Number())),
});
export type BoundaryFindingShown = Static<typeof BoundaryFindingShown>;

const Report = closed({ errors: Type.Array(BoundaryFindingShown), warnings: Type.Array(BoundaryFindingShown) });

const Origin = { source: Type.String(), licence: Type.String(), validFrom: day };

const draftId = idOf<'boundary-draft'>();

/** The borders that count today, and the file that was last laid down to follow them. */
export const getBoundariesCall = call({
  name: 'reference/boundaries',
  method: 'GET',
  path: '/boundaries',
  can: 'boundary.import',
  reply: closed({
    current: orNull(closed({ ...Origin, revision: Type.Integer(), warnings: Type.Array(BoundaryFindingShown) })),
    draft: orNull(
      closed({
        id: draftId,
        fileName: Type.String(),
        ...Origin,
        runId: idOf<'run'>(),
        report: orNull(Report),
        /** The set it became. */
        revision: orNull(Type.Integer()),
        uploadedAt: Type.String(),
      }),
    ),
    /** Names for the codes of findings. */
    villages: Type.Array(closed({ code: Type.String(), name: Type.String() })),
  }),
});

/** The body is the file itself. It is checked by a job; nothing counts before it is taken. Idempotent on `id`. */
export const addBoundaryDraftCall = call({
  name: 'reference/add-boundary-draft',
  method: 'POST',
  path: '/boundaries/drafts',
  can: 'boundary.import',
  query: closed({ id: draftId, fileName: text(300), source: text(200), licence: text(100), validFrom: day }),
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [boundaryRefusals.fileTooLarge, boundaryRefusals.draftIdReused],
});

/** Its borders replace the ones before, wholly or not at all, by a job. */
export const takeBoundaryDraftCall = call({
  name: 'reference/take-boundary-draft',
  method: 'POST',
  path: '/boundaries/drafts/:id/taking',
  can: 'boundary.import',
  params: closed({ id: draftId }),
  reply: closed({ runId: idOf<'run'>() }),
  refusals: [boundaryRefusals.draftNotFound, boundaryRefusals.draftNotFit],
});
