import type { FacilityState } from '../cooperatives/public.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Change, Finding } from './assess-snapshot.ts';
import { type Beside, type BesideRow, noLand } from './simkopdes.schema.ts';
import type { Position, Value } from './simkopdes-figures.ts';

/** A line a cooperative of what a snapshot says of it, with what is to be doubted. */
export function besideOf(values: readonly Value[], findings: readonly Finding[]): Beside[] {
  return [...Map.groupBy(values, (value) => value.cooperativeId)].map(([cooperativeId, own]) => {
    const text = (figure: string) =>
      own.flatMap((value) => (value.figure === figure && 'text' in value ? [value.text] : []))[0] ?? null;
    const point = (figure: string) =>
      own.flatMap((value) => (value.figure === figure && 'point' in value ? [pointOf(value.point)] : []))[0];
    const about = aboutOne(findings, cooperativeId);
    const registered = point('registered_point');
    const isPlaceholder = about.some((finding) => finding.kind === 'placeholder-point');
    return {
      cooperativeId,
      landStatus: text('land_status'),
      landSurveyor: text('land_surveyor'),
      landPoint: point('land_point') ?? null,
      registeredPoint: registered === undefined ? null : { ...registered, isPlaceholder },
      figures: Object.fromEntries(own.flatMap((value) => ('number' in value ? [[value.figure, value.number]] : []))),
      findings: about.map(shownFinding),
    };
  });
}

interface Told {
  readonly told: readonly Beside[];
  readonly findings: readonly Finding[];
  readonly source: { readonly name: string; readonly asOf: BusinessDate };
  readonly landStatus: string | undefined;
}

/** A row a cooperative of ours, also of those SIMKOPDES does not name. */
export function besideRows(
  register: readonly { readonly id: Id<'cooperative'>; readonly name: string; readonly facility: FacilityState }[],
  { told, findings, source, landStatus }: Told,
): BesideRow[] {
  const byId = new Map(told.map((row) => [row.cooperativeId, row]));
  return register.flatMap(({ id, name, facility }) => {
    const said = byId.get(id);
    if (landStatus !== undefined && (said === undefined || (said.landStatus ?? noLand) !== landStatus)) return [];
    const nothing = { ...unsaid, cooperativeId: id, findings: aboutOne(findings, id).map(shownFinding) };
    return [{ ...(said ?? nothing), name, facility, source: { name: source.name, date: source.asOf, sample: false } }];
  });
}

const unsaid = { landStatus: null, landSurveyor: null, landPoint: null, registeredPoint: null, figures: {} };

function aboutOne(findings: readonly Finding[], id: Id<'cooperative'>): Finding[] {
  return findings.filter((finding) => finding.kind !== 'sales-concentrated' && finding.cooperativeId === id);
}

export function shownFinding(finding: Finding): Beside['findings'][number] {
  const cooperativeId = finding.kind === 'sales-concentrated' ? null : finding.cooperativeId;
  return { kind: finding.kind, cooperativeId, data: { ...finding.data } };
}

function pointOf([longitude, latitude]: Position): { longitude: number; latitude: number } {
  return { longitude, latitude };
}

type Reading = number | string | number[];

export function shownChange({
  from,
  to,
  ...about
}: Change): Omit<Change, 'from' | 'to'> & { from?: Reading; to?: Reading } {
  return {
    ...about,
    ...(from === undefined ? {} : { from: shownReading(from) }),
    ...(to === undefined ? {} : { to: shownReading(to) }),
  };
}

function shownReading(reading: NonNullable<Change['from']>): Reading {
  return typeof reading === 'object' ? [...reading] : reading;
}
