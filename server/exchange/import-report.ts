import { facilityWords } from '../kernel/state-words.ts';
import type { Change, Finding } from './assess-snapshot.ts';
import type { ImportReport, LooseRow } from './import-simkopdes-public.command.ts';
import { figureWords } from './simkopdes.schema.ts';
import type { Figure } from './simkopdes-figures.ts';
import type { Problem, ProblemKind } from './simkopdes-problem.ts';

const outcomes = {
  taken: 'diambil',
  'would-be-taken': 'uji coba: belum ada yang ditulis',
  'already-taken': 'sudah pernah diambil, tidak ada yang berubah',
} as const satisfies Record<ImportReport['outcome'], string>;

const leftOut = { file: 'berkas dilewati', row: 'baris dilewati', cell: 'sel dilewati' } as const;

export const whyWords: Readonly<Record<LooseRow['why'], string>> = {
  'no-such-village': 'tidak ada kelurahan bernama ini',
  'in-another-district': 'kelurahan ini ada di kecamatan lain',
  'several-cooperatives': 'mencakup beberapa koperasi',
  'names-disagree': 'nama koperasi dan kelurahan tidak sama',
  'claimed-twice': 'beberapa baris menunjuk koperasi yang sama',
};

export const problemWords: Readonly<Record<ProblemKind, string>> = {
  'file-empty': 'berkas kosong',
  'file-not-text': 'bukan berkas teks',
  'file-not-csv': 'bukan CSV yang utuh',
  'file-too-long': 'baris terlalu banyak',
  'file-unknown': 'bukan salah satu dari ketiga berkas',
  'file-missing': 'berkas tidak ada',
  'file-twice': 'berkas sejenis ada dua',
  'record-too-large': 'baris terlalu panjang',
  'column-missing': 'kolom tidak ada',
  'column-unknown': 'kolom tidak dikenal',
  'column-twice': 'kolom ada dua',
  'cell-count': 'jumlah sel tidak sama dengan kepala tabel',
  'cell-empty': 'sel kosong',
  'cell-too-long': 'isi sel terlalu panjang',
  'cell-unprintable': 'huruf tidak terbaca',
  'id-invalid': 'nomor tidak sah',
  'id-reused': 'nomor dipakai dua kali',
  'row-twice': 'baris ada dua',
  'count-invalid': 'bukan bilangan',
  'coordinate-null': 'koordinat nol',
  'coordinate-invalid': 'koordinat tidak terbaca',
  'coordinate-half': 'koordinat hanya sebelah',
  'coordinate-swapped': 'lintang dan bujur tertukar',
  'coordinate-abroad': 'koordinat di luar Indonesia',
};

/**
 * The report as lines for a terminal: what matched, what did not, what looks wrong, what changed and what became a task.
 * @param nameOf the cooperative's name
 */
export function describeImport(report: ImportReport, nameOf: (cooperativeId: string) => string): string[] {
  const unmatched = report.loose.filter((row) => row.outcome === 'unmatched').length;
  const ambiguous = report.loose.length - unmatched;
  return [
    `SIMKOPDES per ${report.asOf}: ${outcomes[report.outcome]}.`,
    ...report.files.map((file) => `  ${file.kind}: ${file.name}, ${file.rows} baris`),
    `Baris cocok ${report.matched}, tidak cocok ${unmatched}, meragukan ${ambiguous}, daerah lain ${report.otherRows}.`,
    ...report.loose.map((row) => `  ${row.file} baris ${row.line}: ${row.name} (${whyWords[row.why]})`),
    `Tidak terbaca: ${report.problems.length}.`,
    ...report.problems.map((problem) => `  ${describeProblem(problem)}`),
    `Perlu dilihat: ${report.findings.length}.`,
    ...report.findings.map((finding) => `  ${describeFinding(finding, nameOf)}`),
    `Berubah sejak ${report.previousAsOf ?? 'awal'}: ${report.changes.length} angka.`,
    ...(report.previousAsOf === undefined ? [] : report.changes.map((change) => `  ${describeChange(change, nameOf)}`)),
    `Tugas untuk Dinas: ${report.tasksFor.length}.`,
    ...report.tasksFor.map((id) => `  ${nameOf(id)}`),
  ];
}

/** What could not be read: file, line and column, what is wrong, and how much was left out for it. */
export function describeProblem({ file, line, column, problem, value, leftOut: what }: Problem): string {
  const where = [file, line > 0 ? `baris ${line}` : '', column === undefined ? '' : `kolom ${column}`];
  const found = value === undefined ? '' : ` "${value}"`;
  return `${where.filter((part) => part !== '').join(' ')}: ${problemWords[problem]}${found} (${leftOut[what]})`;
}

function describeFinding(finding: Finding, nameOf: (cooperativeId: string) => string): string {
  const about = finding.kind === 'sales-concentrated' ? finding.data.cooperativeIds : [finding.cooperativeId];
  return `${about.map(nameOf).join(', ')}: ${said(finding)}`;
}

/** What a person should look at, as the screen says it. */
function said({ kind, data }: Finding): string {
  switch (kind) {
    case 'placeholder-point':
      return `titik terdaftar hanya pusat kelurahan (${data.metres} m darinya), bukan letak gerai`;
    case 'point-outside-village':
      return `${figureName(data.figure)} ${data.metres} m di luar kelurahan`;
    case 'point-outside-city':
      return `${figureName(data.figure)} ${data.metres} m di luar kelurahan dan di luar kota`;
    case 'points-apart':
      return `titik lahan dan titik terdaftar berjarak ${data.metres} m`;
    case 'sales-concentrated':
      return `memegang ${percent.format(data.shareBp / 10_000)} nilai transaksi kota; mungkin catatan borongan`;
    case 'figure-jumped':
      return `${figureName(data.figure)} melonjak dari ${data.from} menjadi ${data.to}`;
    case 'unit-value-odd':
      return `nilai transaksi Rp ${data.valueIdr} dan volume ${data.volume} tidak sejalan`;
    case 'not-listed':
      return 'tidak ada di berkas mana pun';
    case 'land-status-unknown':
      return `status lahan "${data.status}" belum dikenal`;
    case 'facility-differs':
      return `status lahan di sana ${data.status ?? 'tidak tercatat'}, gerai di sini ${facilityWords[data.facility]}`;
  }
}

function figureName(figure: Figure): string {
  const others = {
    registered_point: 'titik terdaftar',
    land_point: 'titik lahan',
    land_status: 'status lahan',
    land_surveyor: 'petugas survei',
  };
  return { ...figureWords, ...others }[figure];
}

const percent = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 2 });

function describeChange(
  { cooperativeId, figure, from, to }: Change,
  nameOf: (cooperativeId: string) => string,
): string {
  return `${nameOf(cooperativeId)} · ${figureName(figure)}: ${from ?? 'tidak dilaporkan'} → ${to ?? 'tidak dilaporkan'}`;
}
