import * as cooperatives from '../cooperatives/public.ts';
import { type Actor, dayAsked } from '../kernel/actor.ts';
import { present } from '../kernel/assert.ts';
import { type BusinessDate, weekOf } from '../kernel/business-date.ts';
import type { ReplyOf } from '../kernel/call.ts';
import type { Tx } from '../platform/db/tx.ts';
import { handle, handleStream } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { countStates } from '../publication/public.ts';
import * as reference from '../reference/public.ts';
import { listChangesCall } from './change.schema.ts';
import { changesUntil } from './change.store.ts';
import { kindsShownTo } from './change.ts';
import { bordersCall, type Picture, pictureCall } from './picture.schema.ts';
import { fundingCounts, premisesCounts, sourcesOn, waitingByCooperative, waitingByRole } from './picture.store.ts';

export function pictureRoutes(http: Http): void {
  handle(http, pictureCall, ({ tx, actor, query }) => pictureOn(tx, actor, dayAsked(actor, query.asOf)));
  handle(http, listChangesCall, async ({ tx, actor, query }) => {
    const day = dayAsked(actor, query.asOf);
    const { timeZone } = present(await reference.findRegencyById(tx, tx.regencyId, day), 'the regency of an actor');
    const kinds = kindsShownTo(actor.permissions).filter((kind) => query.kind === undefined || kind === query.kind);
    const { after, limit = 50 } = query;
    return await changesUntil(tx, { day, zone: timeZone }, { kinds, limit, ...(after === undefined ? {} : { after }) });
  });
  handleStream(http, bordersCall, async ({ actor, query, inTx, reply }) => {
    void reply.header('cache-control', 'private, no-cache'); // the largest thing on the first screen, and it hardly ever changes
    return await inTx((tx) => bordersOn(tx, dayAsked(actor, query.asOf)));
  });
}

async function bordersOn(tx: Tx, day: BusinessDate): Promise<ReplyOf<typeof bordersCall>> {
  const set = await reference.findBoundarySet(tx, day);
  const villages = await reference.villagesOf(tx, tx.regencyId, day);
  const boundaries = await reference.findBoundaries(tx, { on: day, detail: 'display' });
  const drawn = villages.flatMap(({ id, code }) => {
    const border = boundaries.get(id);
    if (!border) return [];
    return [[code, border.type === 'Polygon' ? [border.coordinates] : border.coordinates] as const];
  });
  return { source: set ? { name: set.source, licence: set.licence } : null, borders: Object.fromEntries(drawn) };
}

/** As many as stand beside the map without scrolling. */
const changesOnPicture = 8;

/** What the picture is made of does not depend on each other, so it is asked at once: one way to the database instead of nine. */
async function pictureOn(tx: Tx, actor: Actor, day: BusinessDate): Promise<Picture> {
  const [register, villages, waitingFor, changes, funding, premises, waiting, sources] = await Promise.all([
    cooperatives.registerOn(tx, day),
    reference.villagesOf(tx, tx.regencyId, day),
    waitingByCooperative(tx, day),
    changesOf(tx, actor, day),
    day < actor.today ? null : fundingCounts(tx, day),
    premisesCounts(tx, day),
    waitingByRole(tx, day),
    sourcesOn(tx, day),
  ]);
  const { facility, operation } = countStates(register);
  return {
    asOf: day,
    week: weekOf(day),
    isWholeCity: actor.reach.scope === 'regency',
    facility,
    operation,
    funding,
    premises,
    waiting,
    changes: { rows: changes.rows, total: changes.total },
    sources,
    places: placesOf(register, new Map(villages.map((village) => [village.code, village])), waitingFor),
  };
}

async function changesOf(tx: Tx, actor: Actor, day: BusinessDate): ReturnType<typeof changesUntil> {
  const { timeZone } = present(await reference.findRegencyById(tx, tx.regencyId, day), 'the regency of an actor');
  const kinds = kindsShownTo(actor.permissions);
  return await changesUntil(tx, { day, zone: timeZone }, { kinds, limit: changesOnPicture });
}

function placesOf(
  register: Awaited<ReturnType<typeof cooperatives.registerOn>>,
  villages: ReadonlyMap<string, reference.Village>,
  waiting: Awaited<ReturnType<typeof waitingByCooperative>>,
): Picture['places'] {
  return register.flatMap(({ id, name, facility, operation, withBumnPartner, villages: served }) =>
    served.map((village) => {
      const { centre, areaM2 } = villages.get(village.code) ?? {};
      return {
        cooperative: { id, name },
        village,
        facility,
        operation,
        withBumnPartner,
        centre: centre ? [...centre] : null,
        areaKm2: areaM2 === undefined ? null : areaM2 / 1e6,
        waiting: waiting.get(id) ?? null,
      };
    }),
  );
}
