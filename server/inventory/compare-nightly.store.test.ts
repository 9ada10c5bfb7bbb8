import { describe, expect, test } from 'vitest';
import { regencyId } from '../kernel/ids.ts';
import { rupiah } from '../kernel/rupiah.ts';
import { testDatabase } from '../platform/db/testing/test-database.ts';
import { wholeRegency } from '../platform/jobs/tasks.ts';
import { moveCylinders } from './cylinder/move-cylinders.command.ts';
import { inventoryTasks } from './inventory.jobs.ts';
import { day, machine, type Outlet, outletWithRice } from './testing/outlet.ts';

const database = testDatabase();
const reach = wholeRegency(regencyId(9218));

/** What the night says of this city: which kind of thing differs, and by which ids. */
async function alarms(): Promise<Record<string, readonly string[]>> {
  const heard: Record<string, readonly string[]> = {};
  const night = inventoryTasks({
    alarm: (_message, about) => {
      const { what, subjects } = about as { what: string; subjects: readonly string[] };
      heard[what] = subjects;
    },
  })['inventory/compare-nightly'];
  await night({}, {
    regencyId: reach.regencyId,
    inRegency: (work) => database.app.inRegency(reach, work),
  } as Parameters<typeof night>[1]);
  return heard;
}

/** Writes past every command, as nobody but the owner can. */
async function tamper(statement: string, by: number, { cooperativeId }: Outlet): Promise<void> {
  const { rowCount } = await database.owner.query(`${statement} where regency_id = $1 and cooperative_id = $2`, [
    ...[reach.regencyId, cooperativeId, by],
  ]);
  expect(rowCount, 'a row was changed').toBe(1);
}

describe('every night stock, averages and cylinders are compared with their moves', () => {
  test.each([
    ['stock', 'inventory.stock', 'qty_base = qty_base + $3'],
    ['pool', 'inventory.pool', 'value_idr = value_idr + $3'],
    ['cylinders', 'inventory.cylinder_stock', 'full_qty = full_qty - $3, empty_qty = empty_qty + $3'],
  ])('%s that was tampered with raises the alarm, and nothing repairs it', async (what, table, change) => {
    const outlet = await database.app.inRegency(reach, async (tx) => {
      const made = await outletWithRice(tx);
      await made.move(made.placeOf('supplier'), made.outletId, 10, { valueIdr: rupiah(1000) });
      const source = { kind: 'uji/tabung', id: made.cooperativeId } as const;
      const act = {
        act: 'enter',
        state: 'full',
        sizeKg10: 120,
        qty: 3,
        valueIdr: rupiah(900),
        occurredOn: day,
        source,
      } as const;
      await moveCylinders(tx, machine, made.cooperativeId, [act], { as: 'fact' });
      return made;
    });
    expect(await alarms(), 'the control: all is well').toEqual({});
    await tamper(`update ${table} set ${change}`, 1, outlet);
    for (const night of ['the first night', 'the next']) {
      const heard = await alarms();
      expect(Object.keys(heard), night).toEqual([what]);
      expect(heard[what]?.[0], night).toContain(outlet.cooperativeId);
    }
    await tamper(`update ${table} set ${change}`, -1, outlet);
    expect(await alarms()).toEqual({});
  });
});
