import { createHash } from 'node:crypto';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type CountedFigure, type FileKind, figureUnits, fileKinds, type Position } from './simkopdes-figures.ts';
import type { Problem, ProblemKind } from './simkopdes-problem.ts';

/** One readable row of any of the three files, in one shape. */
export interface SimkopdesRow {
  readonly file: FileKind;
  readonly line: number;
  /** Meaningful within its file only; never a Kemendagri code. */
  readonly externalId: string;
  /** Absent in `stats`, which names villages only. */
  readonly cooperativeName?: string;
  /** Absent in `locations`, which names cooperatives only. */
  readonly village?: string;
  readonly district: string;
  readonly subdistrict: string;
  /** How many cooperatives the figures cover; 1 but in `stats`. */
  readonly cooperatives: number;
  readonly point?: Position;
  readonly landStatus?: string;
  readonly landSurveyor?: string;
  readonly figures: ReadonlyMap<CountedFigure, number>;
  readonly raw: Readonly<Record<string, string>>;
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadFile {
  readonly name: string;
  readonly kind: FileKind;
  readonly sha256: string;
  readonly rows: number;
}

export interface SnapshotFiles {
  readonly files: readonly ReadFile[];
  readonly rows: readonly SimkopdesRow[];
  readonly problems: readonly Problem[];
  /** Whether each of the three files was there once and could be read; without one of them "none" could not be told from "missing". */
  readonly isComplete: boolean;
}

const rowsMax = 200_000;
const recordBytesMax = 16_384;
const cellLengthMax = 300;

type CellKind = 'id' | 'text' | 'text?' | 'latitude' | 'longitude' | 'count';

const counted = Object.fromEntries(Object.keys(figureUnits).map((name) => [name, 'count'])) as Record<
  CountedFigure,
  'count'
>;
const headers: Record<FileKind, Readonly<Record<string, CellKind>>> = {
  locations: {
    cooperative_id: 'id',
    name: 'text',
    province: 'text',
    district: 'text',
    subdistrict: 'text',
    latitude: 'latitude',
    longitude: 'longitude',
  },
  stats: {
    province_id: 'id',
    province: 'text',
    district_id: 'id',
    district: 'text',
    subdistrict_id: 'id',
    subdistrict: 'text',
    village_id: 'id',
    village: 'text',
    cooperatives: 'count',
    ...counted,
  },
  land: {
    asset_id: 'id',
    cooperative: 'text',
    province: 'text',
    district: 'text',
    subdistrict: 'text',
    village: 'text',
    status: 'text',
    surveyor: 'text?',
    latitude: 'latitude',
    longitude: 'longitude',
  },
};
const idColumns: Record<FileKind, string> = { locations: 'cooperative_id', stats: 'village_id', land: 'asset_id' };

/** Reads the csv files of one snapshot. Never throws for what is in them: all that is wrong comes back as problems. */
export function readSnapshotFiles(given: readonly NamedFile[]): SnapshotFiles {
  const read = given.map(readFile);
  const files = read.flatMap((file) => file.identity ?? []);
  const once = new Set(fileKinds.filter((kind) => files.filter((file) => file.kind === kind).length === 1));
  const problems = read.flatMap((file) => file.problems);
  for (const kind of fileKinds) {
    if (once.has(kind)) continue;
    const twins = files.filter((file) => file.kind === kind);
    if (twins.length === 0) problems.push({ file: kind, line: 0, problem: 'file-missing', leftOut: 'file' });
    for (const twin of twins) problems.push({ file: twin.name, line: 0, problem: 'file-twice', leftOut: 'file' });
  }
  const rows = read.flatMap((file) => file.rows).filter((row) => once.has(row.file));
  return { files, rows, problems, isComplete: once.size === fileKinds.length };
}

interface Reading {
  readonly identity?: ReadFile;
  readonly rows: readonly SimkopdesRow[];
  readonly problems: Problem[];
}

function readFile(given: NamedFile): Reading {
  const file = given.name;
  const whole = (problem: ProblemKind, line = 0, column?: string): Reading => ({
    rows: [],
    problems: [{ file, line, ...(column === undefined ? {} : { column: sample(column) }), problem, leftOut: 'file' }],
  });
  const text = decode(given.bytes);
  if (text === undefined) return whole('file-not-text');
  if (text.trim() === '') return whole('file-empty');
  const records = recordsOf(text);
  if ('problem' in records) return whole(records.problem, records.line);

  const header = (records[0]?.cells ?? []).map((cell) => cell.trim());
  const kind = kindOf(header);
  if (kind === undefined) return whole('file-unknown', 1);
  const wrong = wrongColumns(header, kind);
  if (wrong.length > 0)
    return { rows: [], problems: wrong.flatMap(([column, problem]) => whole(problem, 1, column).problems) };
  if (records.length === 1) return whole('file-empty', 1);
  if (records.length > rowsMax + 1) return whole('file-too-long', rowsMax + 2);

  const problems: Problem[] = [];
  const rows = records.slice(1).flatMap(({ cells, line }) => {
    const reader = new RowReader({ file, line, kind, header, cells });
    const row = reader.row();
    problems.push(...reader.problems);
    return row ?? [];
  });
  const kept = withoutTwins(rows, file, problems);
  const sha256 = createHash('sha256').update(given.bytes).digest('hex');
  return { identity: { name: file, kind, sha256, rows: records.length - 1 }, rows: kept, problems };
}

/** UTF-8 without NUL, or nothing. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

interface Cells {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Only the comma separates: a spreadsheet that saved with `;` also rewrote the decimal points, so it is refused, not guessed. */
function recordsOf(text: string): readonly Cells[] | { readonly problem: ProblemKind; readonly line: number } {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordBytesMax,
      to: rowsMax + 2,
    });
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = error.lines;
    const problem = error.code === 'CSV_MAX_RECORD_SIZE' ? 'record-too-large' : 'file-not-csv';
    return { problem, line: typeof lines === 'number' ? lines : 0 };
  }
}

/** The kind whose columns this header mostly has; the exact check follows, so that a missing column is named. */
function kindOf(header: readonly string[]): FileKind | undefined {
  const share = (kind: FileKind): number => {
    const names = Object.keys(headers[kind]);
    return names.filter((name) => header.includes(name)).length / names.length;
  };
  const best = fileKinds.toSorted((a, b) => share(b) - share(a))[0];
  return best !== undefined && share(best) > 0.6 ? best : undefined;
}

function wrongColumns(header: readonly string[], kind: FileKind): [column: string, problem: ProblemKind][] {
  const expected = Object.keys(headers[kind]);
  const missing = expected.filter((name) => !header.includes(name)).map((name) => [name, 'column-missing'] as const);
  const unknown = header.filter((name) => !expected.includes(name)).map((name) => [name, 'column-unknown'] as const);
  const twice = header.filter((name, i) => header.indexOf(name) !== i).map((name) => [name, 'column-twice'] as const);
  return [...missing, ...unknown, ...twice].map(([name, problem]) => [name, problem]);
}

/** Reads one row's cells, noting each problem with its column. */
class RowReader {
  readonly problems: Problem[] = [];
  private readonly kind: FileKind;
  private readonly at: { readonly file: string; readonly line: number };
  private readonly raw: Readonly<Record<string, string>>;
  private readonly cellCountIsRight: boolean;

  constructor(given: {
    file: string;
    line: number;
    kind: FileKind;
    header: readonly string[];
    cells: readonly string[];
  }) {
    this.kind = given.kind;
    this.at = { file: given.file, line: given.line };
    this.cellCountIsRight = given.cells.length === given.header.length;
    this.raw = Object.fromEntries(given.header.map((column, i) => [column, (given.cells[i] ?? '').trim()]));
  }

  /** The row, or nothing when a cell it cannot do without is wrong. */
  row(): SimkopdesRow | undefined {
    if (!this.cellCountIsRight) this.note('row', 'cell-count');
    else for (const [column, cell] of Object.entries(headers[this.kind])) this.check(column, cell);
    if (this.problems.some((problem) => problem.leftOut === 'row')) return undefined;
    const cooperativeName = this.raw[this.kind === 'land' ? 'cooperative' : 'name'];
    const { village, status, surveyor, district = '', subdistrict = '' } = this.raw;
    const point = this.point();
    return {
      file: this.kind,
      line: this.at.line,
      externalId: this.raw[idColumns[this.kind]] ?? '',
      ...(cooperativeName === undefined ? {} : { cooperativeName }),
      ...(village === undefined ? {} : { village }),
      district,
      subdistrict,
      cooperatives: this.kind === 'stats' ? (this.count('cooperatives') ?? 0) : 1,
      ...(point === undefined ? {} : { point }),
      ...(status === undefined ? {} : { landStatus: status }),
      ...(surveyor ? { landSurveyor: surveyor } : {}),
      figures: this.figures(),
      raw: this.raw,
    };
  }

  private note(leftOut: 'row' | 'cell', problem: ProblemKind, column?: string): void {
    const value = column === undefined ? undefined : this.raw[column];
    this.problems.push({
      ...this.at,
      ...(column === undefined ? {} : { column }),
      problem,
      ...(value === undefined ? {} : { value: sample(value) }),
      leftOut,
    });
  }

  private check(column: string, kind: CellKind): void {
    const text = this.raw[column] ?? '';
    if (text.length > cellLengthMax) this.note('row', 'cell-too-long', column);
    else if (/\p{Cc}/u.test(text)) this.note('row', 'cell-unprintable', column);
    else if (kind === 'text' && text === '') this.note('row', 'cell-empty', column);
    else if (kind === 'id' && !/^[1-9]\d{0,14}$/.test(text)) this.note('row', 'id-invalid', column);
    else if (kind === 'count' && this.count(column) === undefined) this.note('cell', 'count-invalid', column);
  }

  /** A whole number from 0 to the safe limit, written in digits alone. */
  private count(column: string): number | undefined {
    const text = this.raw[column] ?? '';
    const n = Number(text);
    return /^\d{1,16}$/.test(text) && Number.isSafeInteger(n) ? n : undefined;
  }

  private figures(): ReadonlyMap<CountedFigure, number> {
    if (this.kind !== 'stats') return new Map();
    const reported = (Object.keys(figureUnits) as CountedFigure[]).map(
      (figure) => [figure, this.count(figure) ?? 0] as const,
    );
    return new Map(reported.filter(([, n]) => n > 0));
  }

  /** Swapped axes are named but not swapped back: a wrong point is worse than none. */
  private point(): Position | undefined {
    const { latitude, longitude } = this.raw;
    if (latitude === undefined || longitude === undefined || (latitude === '' && longitude === '')) return undefined;
    for (const column of ['latitude', 'longitude'] as const) {
      const problem = coordinateProblem(this.raw[column] ?? '');
      if (problem === undefined) continue;
      this.note('cell', problem, column);
      return undefined;
    }
    const [lat, lng] = [Number(latitude), Number(longitude)];
    if (isInIndonesia(lat, lng)) return [lng, lat];
    this.note('cell', isInIndonesia(lng, lat) ? 'coordinate-swapped' : 'coordinate-abroad', 'latitude');
    return undefined;
  }
}

function coordinateProblem(text: string): ProblemKind | undefined {
  if (text === '') return 'coordinate-half';
  if (text.toLowerCase() === 'null') return 'coordinate-null';
  return /^-?\d{1,3}(\.\d{1,20})?$/.test(text) ? undefined : 'coordinate-invalid';
}

/** The bounds of `kernel/shapes.ts`: the islands with half a degree to spare. */
function isInIndonesia(lat: number, lng: number): boolean {
  return lat >= -11.5 && lat <= 6.5 && lng >= 94.5 && lng <= 141.5;
}

/** The same row twice counts once; two different rows under one id are both left out, for nothing says which is right. */
function withoutTwins(rows: readonly SimkopdesRow[], file: string, problems: Problem[]): SimkopdesRow[] {
  return [...Map.groupBy(rows, (row) => row.externalId).values()].flatMap((group) => {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) return group;
    const same = rest.every((row) => JSON.stringify(row.raw) === JSON.stringify(first.raw));
    for (const row of same ? rest : group) {
      const problem = same ? 'row-twice' : 'id-reused';
      problems.push({
        file,
        line: row.line,
        column: idColumns[row.file],
        problem,
        value: row.externalId,
        leftOut: 'row',
      });
    }
    return same ? [first] : [];
  });
}

/** At most 40 characters on one line, with digit runs of ten and more cut to their last four. */
function sample(text: string): string {
  const plain = text
    .slice(0, 400)
    .replace(/\p{Cc}/gu, '·')
    .replace(/\d{6,}(?=\d{4})/g, '…');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
