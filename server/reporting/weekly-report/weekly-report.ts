import { type BusinessDate, daysBetween, type Instant, type TimeZone, weekOf } from '../../kernel/business-date.ts';
import { tellsDay } from '../../kernel/source-name.ts';
import { type OperationMark, operationMark, operationMarkOf, operationMarks } from '../drawing/operation-mark.ts';
import { onPaper, type Stage, stages } from '../drawing/palette.ts';
import { stageFunnel } from '../drawing/stage-funnel.ts';
import { drawing } from '../drawing/svg.ts';
import { operationWords, stageWords } from '../report-words.ts';

/** A city's week, as its mayor reads it. All texts are ready to be read, in Indonesian. */
export interface WeeklyPicture {
  readonly city: string;
  /** Who reports, and to whom. */
  readonly office: string;
  readonly addressee: string;
  readonly zone: TimeZone;
  readonly asOf: BusinessDate;
  /** The as-of day of the report before: what happened after it is this week's. */
  readonly since: BusinessDate;
  readonly isSample: boolean;
  /** Of a report that is kept, as `3/2025`; none for one made to be looked at. */
  readonly number: string | null;
  /** In the order of their kelurahan's codes. */
  readonly cooperatives: readonly WeeklyCooperative[];
  readonly changes: readonly WeeklyChange[];
  readonly waits: readonly WeeklyWait[];
  readonly actions: readonly WeeklyAction[];
  readonly sources: readonly WeeklySource[];
  /** The last sealed head of the audit log; none in a city where nothing was sealed yet. */
  readonly auditHead: { readonly seq: number; readonly hash: string; readonly sealedAt: Instant } | null;
}

export interface WeeklyCooperative {
  readonly name: string;
  readonly district: string;
  readonly facility: Stage;
  readonly facilitySince: BusinessDate | null;
  readonly operation: 'trading' | 'not_trading' | 'unknown';
  readonly partners: readonly string[];
  readonly withBumnPartner: boolean;
  /** From where it works, as `gerai: kantor kelurahan`; none known is an empty list. */
  readonly premises: readonly string[];
  readonly isSample: boolean;
}

export interface WeeklyChange {
  readonly on: BusinessDate;
  /** None where it is the city's, such as figures taken from SIMKOPDES. */
  readonly cooperative: string | null;
  /** As `Gedung: ditetapkan → dibangun`. */
  readonly what: string;
  readonly source: string;
  readonly isSample: boolean;
}

/** Something that waits for an office. */
export interface WeeklyWait {
  readonly what: string;
  readonly cooperative: string | null;
  readonly waitsFor: string;
  readonly since: BusinessDate;
  readonly dueOn: BusinessDate | null;
  readonly isSample: boolean;
}

/** What the task force gave someone to do. */
export interface WeeklyAction {
  readonly what: string;
  readonly cooperative: string | null;
  readonly owner: string;
  readonly decidedOn: BusinessDate;
  readonly dueOn: BusinessDate | null;
  readonly doneOn: BusinessDate | null;
  readonly isSample: boolean;
}

export interface WeeklySource {
  readonly name: string;
  readonly date: BusinessDate;
  readonly tells: string;
}

/** The report as a job for the typesetter: weekly-report.typ lays out what is counted and put in order here. */
export function weeklyReport(picture: WeeklyPicture) {
  const { asOf, zone, auditHead } = picture;
  return {
    template: 'reporting/weekly-report/weekly-report.typ',
    data: {
      ...picture,
      week: weekOf(asOf),
      headline: headlineOf(picture),
      lateCount: picture.waits.filter(({ dueOn }) => isPast(dueOn, asOf)).length,
      operations: operationCounts(picture),
      changes: picture.changes.toSorted((a, b) => compare(a.on, b.on)),
      waits: waitsInOrder(picture),
      actions: actionsInOrder(picture),
      sources: picture.sources.map((source) => ({ ...source, tellsDay: tellsDay(source.name, source.date) })),
      districts: [...Map.groupBy(picture.cooperatives, ({ district }) => district)].map(([name, cooperatives]) => ({
        name,
        cooperatives: cooperatives.map((cooperative) => ({
          ...cooperative,
          stage: stageWords[cooperative.facility],
          colour: onPaper.stage[cooperative.facility],
          mark: markOf(cooperative),
          operationWords: operationWords[markOf(cooperative)],
        })),
      })),
      auditHead: auditHead && { ...auditHead, sealedAt: clockTime(auditHead.sealedAt, zone) },
    },
    assets: new Map([
      [
        'stages.svg',
        bytesOf(
          stageFunnel(stageCounts(picture), { id: 'stages', title: 'Gedung baru', width: 660, palette: onPaper }),
        ),
      ],
      ...operationMarks.map((mark): [string, Uint8Array] => [`${mark}.svg`, bytesOf(markDrawing(mark))]),
    ]),
  };
}

export function stageCounts({ cooperatives }: WeeklyPicture) {
  return stages.map((stage) => ({
    stage,
    label: stageWords[stage],
    count: cooperatives.filter(({ facility }) => facility === stage).length,
  }));
}

export function operationCounts({ cooperatives }: WeeklyPicture) {
  return operationMarks.map((mark) => ({
    mark,
    label: operationWords[mark],
    count: cooperatives.filter((cooperative) => markOf(cooperative) === mark).length,
  }));
}

/** The longest waiting first; `days` since it began to wait. */
export function waitsInOrder({ waits, asOf }: WeeklyPicture) {
  return waits
    .map((wait) => ({ ...wait, days: daysBetween(wait.since, asOf), isLate: isPast(wait.dueOn, asOf) }))
    .toSorted((a, b) => b.days - a.days || compare(a.what, b.what));
}

/** What is late first, then by due day, what has none last; what is done closes the list. */
export function actionsInOrder({ actions, asOf }: WeeklyPicture) {
  return actions
    .map((action) => ({ ...action, isLate: action.doneOn === null && isPast(action.dueOn, asOf) }))
    .toSorted((a, b) => compare(rankOf(a), rankOf(b)) || compare(a.what, b.what));
}

function rankOf({ doneOn, dueOn }: WeeklyAction): string {
  return doneOn === null ? `0 ${dueOn ?? '9999'}` : `1 ${doneOn}`;
}

/** What the mayor should know after one breath. */
function headlineOf(picture: WeeklyPicture): string[] {
  const [longest] = waitsInOrder(picture);
  return [
    `${picture.cooperatives.length} koperasi. Gedung baru: ${inWords(stageCounts(picture).toReversed())}.`,
    `Usaha: ${inWords(operationCounts(picture))}.`,
    ...(longest ? [`Paling lama menunggu: ${longest.what}, ${longest.days} hari di ${longest.waitsFor}.`] : []),
  ];
}

function inWords(counts: readonly { label: string; count: number }[]): string {
  return counts
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${count} ${label}`)
    .join('; ');
}

export function markOf({ operation, withBumnPartner }: WeeklyCooperative): OperationMark {
  return operationMarkOf(operation, withBumnPartner);
}

function markDrawing(mark: OperationMark): string {
  const shape = operationMark(mark, { x: 8, y: 8, r: 5.5 }, onPaper.ink, onPaper.paper);
  return drawing({ id: mark, title: operationWords[mark], description: '', width: 16, height: 16 }, shape);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isPast(dueOn: BusinessDate | null, asOf: BusinessDate): boolean {
  return dueOn !== null && dueOn < asOf;
}

/** A moment as the regency's clock showed it: its day, and hours and minutes. */
function clockTime(moment: Instant, zone: TimeZone): { day: string; time: string; zone: string } {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  const names: Record<TimeZone, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' }).replace(':', '.');
  return { day: local.toPlainDate().toString(), time, zone: names[zone] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
