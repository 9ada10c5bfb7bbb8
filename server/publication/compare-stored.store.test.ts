import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as partners from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { metrics } from '../platform/http/metrics.ts';
import type { Job } from '../platform/jobs/tasks.ts';
import { publicationTasks } from './publication.jobs.ts';
import { countsOn, findSummary } from './publication.store.ts';
import { publish, republish } from './publish.command.ts';
import { machine, on, partnership, report, testCity, today } from './testing/test-city.ts';

const inCity = testCity();

/** One night: the job as the queue carries it out. @returns what those who run the server are told */
async function night(tx: Tx, day = today): Promise<object[]> {
  const told: object[] = [];
  const tasks = publicationTasks({ today: day, alarm: (_message, about) => told.push(about), lastsMs: 1 });
  const job: Job = {
    id: newId<'run'>(),
    regencyId: tx.regencyId,
    doer: machine,
    inRegency: (work) => work(tx),
    progress: async () => undefined,
    signal: new AbortController().signal,
  };
  await tasks['publication/compare-nightly']({}, job);
  return told;
}

async function waitingTasks(tx: Tx): Promise<{ kind: string; data: unknown; outcome: string | null }[]> {
  const { rows } = await sql<{ kind: string; data: unknown; outcome: string | null }>`
    select kind, data, outcome from tasks.task where owner_role = 'city-administrator' order by id`.execute(tx);
  return rows;
}

describe('at night what is stored is recomputed from its facts', () => {
  test('and nothing is said while all agrees', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-10-21') });
      await publish(tx, [sea], today);
      expect(await night(tx)).toEqual([]);
      expect(await waitingTasks(tx)).toEqual([]);
    }));

  test('a cached state that no action says raises an alarm and is left as it is', () =>
    inCity(async (tx, [sea]) => {
      await sql`update cooperatives.cooperative set facility_state = 'handed_over' where id = ${sea}`.execute(tx);
      expect(await night(tx)).toEqual([{ what: 'states', regencyId: tx.regencyId, count: 1, cooperativeIds: [sea] }]);
      expect(await waitingTasks(tx)).toEqual([{ kind: 'stored-differs', data: { count: 1 }, outcome: null }]);
      const { rows } = await sql`select facility_state from cooperatives.cooperative where id = ${sea}`.execute(tx);
      expect(rows).toEqual([{ facilityState: 'handed_over' }]);
      expect(await metrics.metrics()).toMatch(/lumbung_stored_differences_total\{what="states"\} [1-9]/);
    }));

  test('so does a published day that is missing, or one that no fact made', () =>
    inCity(async (tx, [sea, hill]) => {
      await sql`delete from publication.cooperative_state where cooperative_id = ${sea}`.execute(tx);
      await sql`
        insert into publication.cooperative_state (regency_id, cooperative_id, effective_on, name, villages, facility, operation, with_bumn_partner,
          partners, premises, commodities, sources)
        values (${tx.regencyId}, ${hill}, '2025-11-01', 'Palsu', '[]', 'handed_over', 'trading', true, '[]', '[]', '[]', '[]')`.execute(
        tx,
      );
      const told = await night(tx);
      expect(told).toEqual([
        { what: 'published', regencyId: tx.regencyId, count: 2, cooperativeIds: [sea, hill].toSorted() },
        { what: 'counts', regencyId: tx.regencyId, count: 1, cooperativeIds: [null] },
      ]);
    }));

  test('the administrator is asked once, however many nights it lasts, and no longer when it is mended', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-10-21') });
      await night(tx);
      await night(tx);
      expect(await waitingTasks(tx)).toMatchObject([{ outcome: null }]);
      await publish(tx, [sea], today);
      expect(await night(tx)).toEqual([]);
      expect(await waitingTasks(tx)).toMatchObject([{ outcome: 'done' }]);
    }));

  test('a person has all of it written again, on record; then nothing differs', () =>
    inCity(async (tx, [sea]) => {
      await sql`delete from publication.cooperative_state where cooperative_id = ${sea}`.execute(tx);
      await sql`update publication.regency_summary set cooperatives = 35`.execute(tx);
      expect(await night(tx)).toHaveLength(2);
      expect(await republish(tx, machine, today)).toBe(2);
      expect(await night(tx)).toEqual([]);
      const { rows } = await sql`select role, detail from audit.entry where action = 'publication/republish'`.execute(
        tx,
      );
      expect(rows).toEqual([{ role: 'machine', detail: { cooperatives: 2 } }]);
    }));

  test('the counts of the city go on to the new day, on which an agreement has ended', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      await partners.addPartnership(tx, machine, partnership(sea, on('2025-09-15'), on('2025-11-28')));
      await publish(tx, [sea], today);
      expect(await findSummary(tx)).toMatchObject({ asOf: today, operation: { withBumnPartner: 1 } });
      expect(await night(tx, on('2025-11-28'))).toEqual([]);
      expect(await findSummary(tx)).toMatchObject({ asOf: '2025-11-28', ...(await countsOn(tx, on('2025-11-28'))) });
      expect(await findSummary(tx)).toMatchObject({ operation: { withBumnPartner: 0 } });
    }));

  test('counts that differ are not carried on to the new day', () =>
    inCity(async (tx) => {
      await sql`update publication.regency_summary set cooperatives = 35`.execute(tx);
      expect(await night(tx, on('2025-11-28'))).toMatchObject([{ what: 'counts' }]);
      expect(await findSummary(tx)).toMatchObject({ asOf: today, cooperatives: 35 });
    }));
});
