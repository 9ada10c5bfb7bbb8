import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { addPremisesCall } from '../server/cooperatives/premises.schema.ts';
import { present } from '../server/kernel/assert.ts';
import { type Call, pathOf } from '../server/kernel/call.ts';
import { exportedCell } from '../server/kernel/list-export.ts';
import { newId } from '../server/platform/clock.ts';
import { openProposalCall } from '../server/proposals/proposal.schema.ts';
import { addDecisionCall, addMeetingCall } from '../server/taskforce/taskforce.schema.ts';
import { listTasksCall } from '../server/tasks/task.schema.ts';
import { registeredAssets } from './testing/assets.ts';
import { caller } from './testing/calls.ts';
import { testCities } from './testing/city.ts';

// Made from the table of calls: a list added later is in it by itself.
const cities = testCities();
registeredAssets(cities);
const { done } = caller(cities);
const source = { name: '=HYPERLINK("jahat")', date: '2025-11-20' };

beforeAll(async () => {
  const meeting = { id: newId(), heldOn: '2025-11-18', title: '+62 rapat' };
  await done('task-force', addMeetingCall, { body: meeting });
  for (const [nth, { id: cooperativeId }] of cities.here.register.entries()) {
    const proposal = { id: newId(), cooperativeId, openedOn: '2025-10-21', source };
    await done('dinas-officer', openProposalCall, { body: proposal });
    const premises = {
      id: newId(),
      placeId: newId(),
      use: nth % 2 === 0 ? 'temporary_office' : 'outlet',
      placeName: '@rumah',
      right: 'lent_by_owner',
      validFrom: '2025-09-01',
      source,
    };
    await done('dinas-officer', addPremisesCall, { params: { cooperativeId }, body: premises });
    const actions = [{ title: '-1 lahan', ownerRole: 'user-agency', dueOn: '2025-11-19' }];
    const decision = { id: newId(), text: 'Cari lahan', cooperativeId, actions };
    await done('task-force', addDecisionCall, { params: { meetingId: meeting.id }, body: decision });
  }
}, 60_000);

const lists = () => cities.http.calls.filter((call) => call.export !== undefined && !call.path.includes(':'));
const at = (call: Call, ending: string) => `${pathOf(call, { regency: cities.here.code })}${ending}`;

async function everyRow(call: Call, query: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let after: string | undefined; ; ) {
    const few = 'limit' in call.query.properties ? { limit: '7' } : {};
    const asked = { ...query, ...few, ...(after === undefined ? {} : { after }) };
    const { json } = await done('dinas-head', call, { query: asked });
    rows.push(...json.rows);
    if ((json.next ?? null) === null) return rows;
    after = json.next;
  }
}

describe('every list taken away', () => {
  test('has the rows of all its pages in their order, as csv and as a workbook, and starts no formula', async () => {
    expect(lists().length).toBeGreaterThanOrEqual(8);
    for (const call of lists()) {
      const columns = present(call.export, 'its columns').columns;
      const rows = await everyRow(call);
      const cells = rows.map((row) => columns.map((column) => String(exportedCell(row, column) ?? '')));
      const csv = await csvOf(call);
      expect(csv[0], call.name).toEqual(columns.map(({ title }) => title));
      expect(
        csv.slice(1).map((row) => row.map(unguarded)),
        call.name,
      ).toEqual(cells);
      for (const cell of csv.slice(1).flat()) expect(cell, call.name).not.toMatch(/^[=+@]|^-\D/);
      const { sheets } = await readXlsx(await take(call, '.xlsx'));
      const texts = (sheet: readonly (readonly unknown[])[]) =>
        sheet.map((row) => columns.flatMap(({ holds }, at) => (holds === 'text' ? [String(row[at] ?? '')] : [])));
      expect(texts(sheets[0]?.rows ?? []), call.name).toEqual(texts(csv));
    }
  });

  test('speaks words: nowhere a code of ours, except in the audit log, which shows entries as they were sealed', async () => {
    for (const call of lists().filter(({ name }) => name !== 'audit/list')) {
      const csv = await csvOf(call);
      const codes = csv
        .slice(1)
        .flat()
        .filter((cell) => /^[a-z]+([_-][a-z]+)+$|^[{[]|^(true|false|null)$/.test(cell));
      expect([...new Set(codes)], call.name).toEqual([]);
      for (const title of csv[0] ?? []) expect(title, call.name).toMatch(/^\p{Lu}/u);
    }
  });

  test('obeys the filters', async () => {
    const query = { ownerRole: 'bkad-officer' };
    const csv = await csvOf(listTasksCall, '?ownerRole=bkad-officer');
    expect(csv).toHaveLength(1 + 34);
    expect(await everyRow(listTasksCall, query)).toHaveLength(34);
    expect(new Set(csv.slice(1).map((row) => row[3]))).toEqual(new Set(['Petugas BKAD']));
  });
});

async function csvOf(call: Call, query = ''): Promise<string[][]> {
  return parse((await take(call, `.csv${query}`)).toString(), { bom: true });
}

let head: ReturnType<typeof cities.signIn> | undefined;

async function take(call: Call, ending: string): Promise<Buffer> {
  head ??= cities.signIn('dinas-head');
  const { status, bytes } = await (await head).take(at(call, ending));
  expect(status, `${call.name}${ending}`).toBe(200);
  return bytes;
}

/** As it was before a mark kept spreadsheets from taking it for a formula. */
function unguarded(cell: string): string {
  return cell.replace(/^'/, '');
}
