import type { Id } from '../kernel/ids.ts';
import { matchVillage, type NamedVillage, nameKey, readPlaceName, type WrittenPlace } from '../reference/public.ts';
import type { Value } from './simkopdes-figures.ts';
import type { SimkopdesRow } from './simkopdes-files.ts';

/** A village that a cooperative of ours serves on the snapshot's day. */
export interface ServedVillage extends NamedVillage {
  readonly cooperativeId: Id<'cooperative'>;
}

export type Match =
  | { readonly row: SimkopdesRow; readonly outcome: 'matched'; readonly cooperativeId: Id<'cooperative'> }
  | {
      readonly row: SimkopdesRow;
      readonly outcome: 'unmatched';
      readonly why: 'no-such-village' | 'in-another-district';
    }
  | {
      readonly row: SimkopdesRow;
      readonly outcome: 'ambiguous';
      readonly why: 'several-cooperatives' | 'names-disagree' | 'claimed-twice';
    };

/**
 * Tells for each row which cooperative of ours it speaks of, by the village's name within its kecamatan. The whole name must agree:
 * "Damai" is not "Damai Baru" (docs/rules/regions.md). Ids take no part: the three files number different things, and none is a Kemendagri code.
 * @param rows of this regency only; see `isOfRegency`
 */
export function matchCooperatives(rows: readonly SimkopdesRow[], served: readonly ServedVillage[]): Match[] {
  const matches = rows.map((row) => matchRow(row, served));
  const claims = Map.groupBy(matches, (match) =>
    match.outcome === 'matched' ? `${match.row.file} ${match.cooperativeId}` : '',
  );
  return matches.map((match) => {
    if (match.outcome !== 'matched') return match;
    const rivals = claims.get(`${match.row.file} ${match.cooperativeId}`)?.length ?? 0;
    return rivals === 1 ? match : { row: match.row, outcome: 'ambiguous', why: 'claimed-twice' };
  });
}

function matchRow(row: SimkopdesRow, served: readonly ServedVillage[]): Match {
  if (row.cooperatives !== 1) return { row, outcome: 'ambiguous', why: 'several-cooperatives' };
  const found = placesIn(row).map((place) => matchVillage(place, served));
  if (found.some((match) => match.outcome === 'ambiguous'))
    return { row, outcome: 'ambiguous', why: 'several-cooperatives' };
  const ids = new Set(found.map((match) => (match.outcome === 'one' ? match.village.cooperativeId : undefined)));
  const [only, ...others] = ids;
  if (others.length > 0) return { row, outcome: 'ambiguous', why: 'names-disagree' };
  if (only !== undefined) return { row, outcome: 'matched', cooperativeId: only };
  const isElsewhere = found.some((match) => match.outcome === 'none' && match.elsewhere.length > 0);
  return { row, outcome: 'unmatched', why: isElsewhere ? 'in-another-district' : 'no-such-village' };
}

/** Every way the row names its place; all of them must mean the same cooperative. */
function placesIn({ village, cooperativeName, subdistrict }: SimkopdesRow): WrittenPlace[] {
  const written = cooperativeName === undefined ? undefined : readPlaceName(cooperativeName);
  return [
    ...(village === undefined ? [] : [{ name: village, district: subdistrict }]),
    ...(written === undefined ? [] : [{ ...written, district: subdistrict }]),
    ...(written?.district === undefined ? [] : [written]),
  ];
}

/** What the matched rows say, a value for each figure they report. */
export function valuesOf(matches: readonly Match[]): Value[] {
  return matches.flatMap((match): Value[] => {
    if (match.outcome !== 'matched') return [];
    const { row, cooperativeId } = match;
    const pointFigure = row.file === 'land' ? 'land_point' : 'registered_point';
    return [
      ...[...row.figures].map(([figure, number]) => ({ cooperativeId, figure, number })),
      ...(row.landStatus === undefined
        ? []
        : [{ cooperativeId, figure: 'land_status' as const, text: row.landStatus }]),
      ...(row.landSurveyor === undefined
        ? []
        : [{ cooperativeId, figure: 'land_surveyor' as const, text: row.landSurveyor }]),
      ...(row.point === undefined ? [] : [{ cooperativeId, figure: pointFigure, point: row.point } as const]),
    ];
  });
}

/** Whether the row's `district` is this regency. "Kota" and "Kabupaten" are part of the name: Bandung is two regencies. */
export function isOfRegency(row: Pick<SimkopdesRow, 'district'>, regencyName: string): boolean {
  return nameKey(row.district) === nameKey(regencyName);
}
