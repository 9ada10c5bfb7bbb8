import { sql } from 'kysely';
import * as cooperatives from '../cooperatives/public.ts';
import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { today } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import type { Border, HeldCooperative, Thresholds } from './assess-snapshot.ts';
import type { ServedVillage } from './match-cooperatives.ts';

/** What we hold on a day, that a snapshot is matched with and judged by. */
export interface Held {
  readonly regencyName: string;
  /** Today by the machine's clock in the regency's zone, even where `LUMBUNG_TODAY` moves the business date. */
  readonly realDay: BusinessDate;
  readonly served: readonly ServedVillage[];
  readonly cooperatives: readonly HeldCooperative[];
  /** The borders of all villages of the regency. */
  readonly city: readonly Border[];
}

/**
 * Facilities as of the snapshot's day; who serves which village as of the business date where that is later, because a city that was set up
 * after the snapshot has no older register. Where it has none, its facilities count as they are now. Borders are today's: the best we have.
 */
export async function loadHeld(
  tx: Tx,
  { asOf, today: now }: { asOf: BusinessDate; today: BusinessDate },
): Promise<Held> {
  const day = now > asOf ? now : asOf;
  const regency = present(await reference.findRegencyById(tx, tx.regencyId, day), 'the regency of a transaction');
  const villages = new Map(
    (await reference.villagesOf(tx, tx.regencyId, day)).map((village) => [village.code, village]),
  );
  const realDay = today(regency.timeZone);
  const borders = await reference.findBoundaries(tx, { on: realDay, detail: 'exact' });
  const facilityThen = new Map((await cooperatives.registerOn(tx, asOf)).map(({ id, facility }) => [id, facility]));
  const register = (await cooperatives.registerOn(tx, day)).map(({ id, facility, villages: served }) => ({
    cooperativeId: id,
    facility: facilityThen.get(id) ?? facility,
    served: served.map(({ code }) => present(villages.get(code), `village ${code}`)),
  }));
  return {
    regencyName: regency.name,
    realDay,
    served: register.flatMap(({ cooperativeId, served }) => served.map((village) => ({ ...village, cooperativeId }))),
    cooperatives: register.map(({ cooperativeId, facility, served }) => ({
      cooperativeId,
      facility,
      villages: served.map(({ id, centre }) => {
        const border = borders.get(id);
        return { ...(border === undefined ? {} : { border }), ...(centre === undefined ? {} : { centre }) };
      }),
    })),
    city: [...borders.values()],
  };
}

const thresholdNames = {
  placeholderMetresMax: 'simkopdes/placeholder',
  boundaryMetresMax: 'simkopdes/simplified-boundary',
  pointsApartMetresMax: 'simkopdes/points-apart',
  concentrationShareBpMax: 'simkopdes/concentration-share',
  concentrationCooperatives: 'simkopdes/concentration-cooperatives',
  growthPercentMax: 'simkopdes/growth',
  growthFloorIdr: 'simkopdes/growth-floor',
  unitValueIdrMin: 'simkopdes/unit-value-min',
  unitValueIdrMax: 'simkopdes/unit-value-max',
} as const satisfies Record<keyof Thresholds, string>;

/** The thresholds in force on a day. */
export async function thresholdsOn(tx: Tx, day: BusinessDate): Promise<Thresholds> {
  const { rows } = await sql<{ name: string; value: number }>`
    select name, value from reference.threshold
    where valid_from <= ${day} and (valid_to is null or valid_to > ${day}) and name like 'simkopdes/%'
  `.execute(tx);
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const inForce = Object.entries(thresholdNames).map(([key, name]) => [
    key,
    present(values.get(name), `threshold ${name} on ${day}`),
  ]);
  return Object.fromEntries(inForce) as Thresholds;
}
