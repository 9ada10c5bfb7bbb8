import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { present } from '../../kernel/assert.ts';
import { regencyId } from '../../kernel/ids.ts';
import { newId, nowMs } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { testDatabase } from '../db/testing/test-database.ts';
import { audit } from './audit.ts';
import { readChain } from './chain.store.ts';
import { beginning, type Entry, type Head, linkAfter } from './chain.ts';
import { checkpointKey, signHead } from './checkpoint.ts';
import { readCheckpointFiles } from './checkpoint-files.ts';
import { exportChain, verifyExport } from './export-chain.ts';
import { keepAudit, signHeads } from './keep-audit.ts';
import { sealWaiting } from './sealer.ts';
import { type AuditReport, type Trust, verifyAudit } from './verify.ts';

const db = testDatabase();
const here = regencyId(17);
const length = 40;
const key = checkpointKey(new Uint8Array(32).fill(1));
const publicKeys = new Map([[key.keyId, key.publicKey]]);

let jobs: Database;
let folder: string;
let trust: Trust;

beforeAll(async () => {
  jobs = openDatabase(db.urlAs('lumbung_jobs'), { note: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'lumbung-checkpoints-'));
  await append(length);
  await sealWaiting(jobs.central);
  await signHeads({ central: jobs.central, key, folder });
  trust = { checkpoints: (await readCheckpointFiles(folder)).checkpoints, publicKeys };
  for (const table of ['entry', 'unsealed', 'seal', 'head', 'checkpoint']) {
    await db.owner.query(`create table public.kept_${table} as select * from audit.${table}`);
  }
});
afterAll(async () => {
  await jobs.close();
  await rm(folder, { recursive: true });
});

async function append(count: number): Promise<void> {
  const subjects = Array.from({ length: count }, (_, i) => ({ kind: 'thing', id: i, detail: { i, why: 'because' } }));
  await db.app.inRegency({ regencyId: here, scope: 'regency', cooperativeIds: [], knownCooperativeIds: [] }, (tx) =>
    audit(tx, { role: 'machine' }, 'test/act', subjects, { reason: 'for the test' }),
  );
}

async function putBack(): Promise<void> {
  for (const table of ['entry', 'unsealed', 'seal', 'head', 'checkpoint']) {
    await db.owner.query(`delete from audit.${table}; insert into audit.${table} select * from public.kept_${table}`);
  }
}

const verify = (against: Trust = trust): Promise<AuditReport> => verifyAudit(jobs.central, against);

/** Small, seeded, good enough to choose a row. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

type Roll = (sides: number) => number;
const entryAt = (seq: number) => `(select entry_id from audit.seal where seq = ${seq})`;

/** What someone who owns the database might do, at a random place. */
const tampers: Record<string, (roll: Roll) => Promise<unknown>> = {
  'edit a column': (roll) => {
    const edits = [
      `role = role || 'x'`,
      `reason = null`,
      `user_id = 'someone-else'`,
      `recorded_at = recorded_at + interval '1 microsecond'`,
      `detail = detail || '{"i": -1}'`,
      `on_behalf = not on_behalf`,
      `cooperative_id = '${newId()}'`,
      `subject_id = '999'`,
    ];
    return db.owner.query(
      `update audit.entry set ${edits[roll(edits.length)]} where id = ${entryAt(1 + roll(length))}`,
    );
  },
  'delete an entry': (roll) => db.owner.query(`delete from audit.entry where id = ${entryAt(1 + roll(length))}`),
  'delete an entry with its link': (roll) => {
    const seq = 1 + roll(length);
    return db.owner.query(
      `delete from audit.entry where id = ${entryAt(seq)}; delete from audit.seal where seq = ${seq}`,
    );
  },
  'swap two entries': (roll) => {
    const seq = 1 + roll(length - 1);
    const [a, b] = [entryAt(seq), entryAt(seq + 1 + roll(length - seq))];
    return db.owner.query(
      `update audit.entry e set subject_id = o.subject_id, detail = o.detail from audit.entry o
       where (e.id = ${a} and o.id = ${b}) or (e.id = ${b} and o.id = ${a})`,
    );
  },
  'swap two links': (roll) => {
    const seq = 1 + roll(length - 1);
    const other = seq + 1 + roll(length - seq);
    return db.owner.query(
      `update audit.seal set seq = -1 where seq = ${seq}; update audit.seal set seq = ${seq} where seq = ${other};
       update audit.seal set seq = ${other} where seq = -1`,
    );
  },
  'insert an entry': () =>
    db.owner.query(
      `insert into audit.entry (regency_id, id, role, action, subject_kind, subject_id)
       values (${here}, '${newId()}', 'machine', 'test/forged', 'thing', '1')`,
    ),
  'insert an entry and forge the chain from there': (roll) =>
    forge((entries) => {
      const at = roll(length);
      return [...entries.slice(0, at), { ...present(entries[at], 'an entry'), id: newId() }, ...entries.slice(at)];
    }),
  'edit an entry and forge the chain from there': (roll) =>
    forge((entries) => {
      const at = roll(length);
      return entries.map((entry, i) => (i === at ? { ...entry, reason: 'another' } : entry));
    }),
  'cut the tail, the remembered head and the checkpoints': (roll) => cutTail(1 + roll(length)),
};

/** Rewrites history as if it had always been so, checkpoints in the database included. */
async function forge(rewrite: (entries: Entry[]) => Entry[]): Promise<void> {
  const pages = await Array.fromAsync(readChain(jobs.central, here));
  const entries = rewrite(pages.flat().flatMap(({ entry }) => (entry === null ? [] : [entry])));
  await db.owner.query(
    'delete from audit.seal; delete from audit.head; delete from audit.checkpoint; delete from audit.entry',
  );
  let head: Head = beginning;
  for (const entry of entries) {
    const link = linkAfter(head, here, entry);
    await db.owner.query(
      `insert into audit.entry (regency_id, id, recorded_at, role, action, subject_kind, subject_id, reason, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        here,
        entry.id,
        entry.recordedAt,
        entry.role,
        entry.action,
        entry.subjectKind,
        entry.subjectId,
        entry.reason,
        entry.detail,
      ],
    );
    await db.owner.query(`insert into audit.seal values ($1, $2, $3, decode($4, 'hex'), decode($5, 'hex'))`, [
      here,
      link.seq,
      link.entryId,
      link.prevHash,
      link.hash,
    ]);
    head = link;
  }
  await db.owner.query(`insert into audit.head values ($1, $2, decode($3, 'hex'))`, [here, head.seq, head.hash]);
}

async function cutTail(links: number): Promise<void> {
  const last = length - links;
  await db.owner.query(
    `delete from audit.entry where id in (select entry_id from audit.seal where seq > ${last});
     delete from audit.seal where seq > ${last}; delete from audit.head; delete from audit.checkpoint;
     insert into audit.head (regency_id, seq, hash) select regency_id, seq, hash from audit.seal where seq = ${last}`,
  );
}

describe('whoever changes the log is found out', () => {
  test('an untouched chain verifies, with what waits counted apart', async () => {
    await append(3);
    expect(await verify()).toMatchObject({
      isIntact: true,
      sealed: length,
      waiting: 3,
      chains: [{ signedSeq: length }],
    });
    await putBack();
  });

  test('100 random tampers out of 100', async () => {
    const seed = nowMs() % 1_000_000;
    console.info(`tamper seed ${seed}`);
    const roll = dice(seed);
    const ways = Object.entries(tampers);
    const unnoticed: string[] = [];
    for (let round = 0; round < 100; round++) {
      const [name, tamper] = present(ways[round % ways.length], 'a way to tamper');
      await tamper(roll);
      if ((await verify()).isIntact) unnoticed.push(`${name}, round ${round}`);
      await putBack();
    }
    expect(unnoticed).toEqual([]);
    expect(await verify()).toMatchObject({ isIntact: true });
  });

  test('control: without a checkpoint that left the machine a cut tail verifies', async () => {
    await cutTail(5);
    expect(await verify({ checkpoints: [], publicKeys })).toMatchObject({ isIntact: true, sealed: length - 5 });
    expect(await verify()).toMatchObject({ chains: [{ findings: [{ what: 'tail-cut', seq: length }] }] });
    await putBack();
  });

  test('a regency that vanished whole is missed by its checkpoint', async () => {
    for (const table of ['entry', 'unsealed', 'seal', 'head', 'checkpoint'])
      await db.owner.query(`delete from audit.${table}`);
    expect(await verify()).toMatchObject({
      isIntact: false,
      chains: [{ regencyId: here, findings: [{ what: 'tail-cut' }] }],
    });
    await putBack();
  });

  test('a checkpoint that another key signed convinces nobody', async () => {
    const stranger = checkpointKey(new Uint8Array(32).fill(2));
    const forged = signHead(stranger, { regencyId: here, seq: 1, hash: '00' }, '2026-11-24T00:00:00Z');
    const asOurs = { ...forged, keyId: key.keyId };
    for (const checkpoint of [forged, asOurs]) {
      const report = await verify({ ...trust, checkpoints: [checkpoint] });
      expect(report.chains[0]?.findings).toEqual([{ what: 'forged-checkpoint', seq: 1 }]);
    }
  });

  test('an export verifies without the database, and shows an edit', async () => {
    const text = (await Array.fromAsync(exportChain(jobs.central, here))).join('');
    const lines = async function* (content: string) {
      yield* content.split('\n');
    };
    const verifyText = (content: string) => verifyExport(lines(content), trust);
    expect(await verifyText(text)).toMatchObject({ regencyId: here, sealed: length, findings: [] });
    const edited = text.replace('"reason":"for the test"', '"reason":"for the jest"');
    expect(await verifyText(edited)).toMatchObject({ findings: [{ what: 'edited', seq: 1 }] });
    const cut = text.split('\n').slice(0, -3).join('\n');
    expect(await verifyText(cut)).toMatchObject({ findings: [{ what: 'tail-cut', seq: length }] });
    const without = text.split('\n').toSpliced(4, 1).join('\n');
    expect(await verifyText(without)).toMatchObject({ findings: [{ what: 'gap', seq: 6 }] });
    const ofAnother = text.replaceAll(`"regencyId":${here}`, '"regencyId":18');
    expect((await verifyText(ofAnother))?.findings).toHaveLength(length);
    expect(await verifyText('')).toBeUndefined();
  });
});

test('a damaged checkpoint file is named, for its copy is elsewhere', async () => {
  const damaged = await mkdtemp(join(tmpdir(), 'lumbung-damaged-'));
  await writeFile(join(damaged, 'half.json'), '{"publicKey":');
  await expect(readCheckpointFiles(damaged)).rejects.toThrow(/half\.json rusak/);
  await rm(damaged, { recursive: true });
});

describe('keeping the audit', () => {
  test('seals within two seconds, and a clean stop signs the last head', async () => {
    const stop = keepAudit({ central: jobs.central, key, folder }, (error) => expect.fail(error.message));
    await append(2);
    await expect.poll(async () => (await verify()).waiting, { timeout: 2_000, interval: 50 }).toBe(0);
    await stop();
    const { checkpoints } = await readCheckpointFiles(folder);
    expect(checkpoints.at(-1)).toMatchObject({ regencyId: here, seq: length + 2, keyId: key.keyId });
    expect(await verify({ checkpoints, publicKeys })).toMatchObject({ isIntact: true, sealed: length + 2 });
  });
});
