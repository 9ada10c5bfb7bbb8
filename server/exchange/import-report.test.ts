import { expect, test } from 'vitest';
import words from '../../web/exchange/words.id.json' with { type: 'json' };
import { describeImport, problemWords, whyWords } from './import-report.ts';
import type { ImportReport } from './import-simkopdes-public.command.ts';
import { cooperativeId } from './testing/snapshot-samples.ts';

const report = {
  outcome: 'taken',
  asOf: '2026-09-01',
  previousAsOf: '2026-08-05',
  files: [{ name: 'tanah.csv', kind: 'land', sha256: '', rows: 27 }],
  matched: 26,
  loose: [{ file: 'land', line: 9, name: 'Dama', outcome: 'unmatched', why: 'no-such-village' }],
  otherRows: 0,
  problems: [
    { file: 'tanah.csv', line: 3, column: 'latitude', problem: 'coordinate-null', value: 'null', leftOut: 'cell' },
  ],
  findings: [
    {
      kind: 'facility-differs',
      cooperativeId: cooperativeId(1),
      data: { status: 'Selesai', facility: 'under_construction' },
    },
    { kind: 'sales-concentrated', data: { cooperativeIds: [cooperativeId(1), cooperativeId(2)], shareBp: 5875 } },
  ],
  changes: [{ cooperativeId: cooperativeId(2), figure: 'npwp_count', to: 1 }],
  tasksFor: [cooperativeId(1)],
};

test('an import is told line by line, with file, line and column of what was left out', () => {
  const lines = describeImport(report as object as ImportReport, (id) =>
    id === cooperativeId(1) ? 'Graha Indah' : 'Damai',
  );
  expect(lines).toEqual([
    'SIMKOPDES per 2026-09-01: diambil.',
    '  land: tanah.csv, 27 baris',
    'Baris cocok 26, tidak cocok 1, meragukan 0, daerah lain 0.',
    '  land baris 9: Dama (tidak ada kelurahan bernama ini)',
    'Tidak terbaca: 1.',
    '  tanah.csv baris 3 kolom latitude: koordinat nol "null" (sel dilewati)',
    'Perlu dilihat: 2.',
    '  Graha Indah: status lahan di sana Selesai, gerai di sini dibangun',
    '  Graha Indah, Damai: memegang 58,75% nilai transaksi kota; mungkin catatan borongan',
    'Berubah sejak 2026-08-05: 1 angka.',
    '  Damai · NPWP: tidak dilaporkan → 1',
    'Tugas untuk Dinas: 1.',
    '  Graha Indah',
  ]);
});

test('the command line names a problem as the screen does', () => {
  expect([problemWords, whyWords]).toEqual([words.problems, words.why]);
});
