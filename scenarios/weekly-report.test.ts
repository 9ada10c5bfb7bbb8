import { describe, expect, test } from 'vitest';
import { newId } from '../server/platform/clock.ts';
import type { KeptReport } from '../server/reporting/weekly-report/kept-report.schema.ts';
import { type Browser, testCities } from './testing/city.ts';

// Today is 27 Nov 2025.
const cities = testCities();
const base = () => `/api/regencies/${cities.here.code}`;

async function keep(browser: Browser, id: string, asOf?: string): Promise<{ status: number; report: KeptReport }> {
  const query = asOf === undefined ? '' : `&asOf=${asOf}`;
  const { status, json } = await browser.ask('POST', `${base()}/weekly-reports?id=${id}${query}`);
  return { status, report: json as KeptReport };
}

async function kept(browser: Browser): Promise<KeptReport[]> {
  const { status, json } = await browser.ask('GET', `${base()}/weekly-reports`);
  expect(status).toBe(200);
  return (json as { rows: KeptReport[] }).rows;
}

describe('a weekly report that is kept', () => {
  const ids = [newId(), newId()] as const;

  test('is numbered within its year, and asked for twice it is one', async () => {
    const head = await cities.signIn('dinas-head');
    const first = await keep(head, ids[0], '2025-11-20');
    expect(first).toMatchObject({
      status: 200,
      report: { number: '1/2025', week: 47, asOf: '2025-11-20', madeRole: 'dinas-head' },
    });
    expect(first.report.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await keep(head, ids[0], '2025-11-20')).toEqual(first);
    expect((await keep(head, ids[0], '2025-11-13')).status).toBe(409);
    expect((await keep(head, ids[1])).report.number).toBe('2/2025');
    expect((await kept(head)).map((report) => report.number)).toEqual(['2/2025', '1/2025']);
  }, 60_000);

  test('is opened again by the mayor as it was given', async () => {
    const mayor = await cities.signIn('mayor');
    const [, first] = await kept(mayor);
    const file = await mayor.ask('GET', `${base()}/files/${first?.fileId}`);
    expect(file.status).toBe(200);
  });

  test('is of the whole city, so who sees a part of it finds none, and cannot make one', async () => {
    for (const role of ['lurah', 'camat', 'cooperative-chair'] as const) {
      const local = await cities.signIn(role);
      expect(await kept(local), role).toEqual([]);
      expect((await keep(local, newId())).status, role).toBe(403);
    }
  });

  test('is read by the auditor, who makes none', async () => {
    const auditor = await cities.signIn('auditor');
    expect(await kept(auditor)).toHaveLength(2);
    expect((await keep(auditor, newId())).status).toBe(403);
  });

  test('leaves its trace, with the hash of its paper', async () => {
    const { rows } = await cities.owner.query(
      `select detail ->> 'number' as number, detail ->> 'sha256' as sha256 from audit.entry
       where action = 'reporting/keep-weekly-report' order by id`,
    );
    const reports = (await kept(await cities.signIn('mayor'))).toReversed();
    expect(rows).toEqual(reports.map(({ number, sha256 }) => ({ number, sha256 })));
  });
});
