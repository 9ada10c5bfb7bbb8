import type { Change, Finding } from './assess-snapshot.ts';
import type { ImportReport } from './import-simkopdes-public.command.ts';
import type { Problem } from './simkopdes-problem.ts';

const outcomes = {
  taken: 'diambil',
  'would-be-taken': 'uji coba: belum ada yang ditulis',
  'already-taken': 'sudah pernah diambil, tidak ada yang berubah',
} as const satisfies Record<ImportReport['outcome'], string>;

const leftOut = { file: 'berkas dilewati', row: 'baris dilewati', cell: 'sel dilewati' } as const;

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
    ...report.loose.map((row) => `  ${row.file} baris ${row.line}: ${row.name} (${row.why})`),
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

function describeProblem({ file, line, column, problem, value, leftOut: what }: Problem): string {
  const where = [file, line > 0 ? `baris ${line}` : '', column === undefined ? '' : `kolom ${column}`];
  const found = value === undefined ? '' : ` "${value}"`;
  return `${where.filter((part) => part !== '').join(' ')}: ${problem}${found} (${leftOut[what]})`;
}

function describeFinding(finding: Finding, nameOf: (cooperativeId: string) => string): string {
  const about = finding.kind === 'sales-concentrated' ? finding.data.cooperativeIds : [finding.cooperativeId];
  const data = Object.entries(finding.data).flatMap(([key, value]) =>
    typeof value === 'object' ? [] : [`${key} ${value}`],
  );
  return [about.map(nameOf).join(', '), finding.kind, ...data].join(' · ');
}

function describeChange(
  { cooperativeId, figure, from, to }: Change,
  nameOf: (cooperativeId: string) => string,
): string {
  return `${nameOf(cooperativeId)} · ${figure}: ${from ?? 'tidak dilaporkan'} → ${to ?? 'tidak dilaporkan'}`;
}
