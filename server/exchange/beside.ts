import type { Change, Finding } from './assess-snapshot.ts';
import type { Beside } from './simkopdes.schema.ts';
import { figureUnits, type Position, type Value } from './simkopdes-figures.ts';

/** A line a cooperative of what a snapshot says of it, with what is to be doubted. */
export function besideOf(values: readonly Value[], findings: readonly Finding[]): Beside[] {
  return [...Map.groupBy(values, (value) => value.cooperativeId)].map(([cooperativeId, own]) => {
    const text = (figure: string) =>
      own.flatMap((value) => (value.figure === figure && 'text' in value ? [value.text] : []))[0] ?? null;
    const point = (figure: string) =>
      own.flatMap((value) => (value.figure === figure && 'point' in value ? [pointOf(value.point)] : []))[0];
    const about = findings.filter(
      (finding) => finding.kind !== 'sales-concentrated' && finding.cooperativeId === cooperativeId,
    );
    const registered = point('registered_point');
    const isPlaceholder = about.some((finding) => finding.kind === 'placeholder-point');
    return {
      cooperativeId,
      landStatus: text('land_status'),
      landSurveyor: text('land_surveyor'),
      landPoint: point('land_point') ?? null,
      registeredPoint: registered === undefined ? null : { ...registered, isPlaceholder },
      figures: own.flatMap((value) =>
        'number' in value ? [{ name: value.figure, unit: figureUnits[value.figure], value: value.number }] : [],
      ),
      findings: about.map(shownFinding),
    };
  });
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
