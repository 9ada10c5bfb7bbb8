import * as reference from '../../reference/public.ts';

export interface KnownVillage extends reference.NamedVillage {
  readonly id: number;
}

export type VillageFound =
  | { readonly outcome: 'one'; readonly villageId: number }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'several' };

const named = /\b(?:kelurahan|kel\.?|desa)\s*[:.]?\s+([\p{L}][\p{L} .'-]*)/giu;
const district = /\b(?:kecamatan|kec\.?)\s*[:.]?\s+([\p{L}][\p{L} .'-]*)/iu;
/** Where the name of a place ends though no comma says so. */
const behindName = /\s+(?:kec(?:amatan|\.)?|kota|kab(?:upaten|\.)?|rt|rw|no|jl|jalan)\b.*$/i;

/**
 * Finds the kelurahan an address names: behind "Kel.", else as a part of its own between commas. Names are compared whole, by
 * `matchVillage`, never by their beginning, and a street called after a kelurahan is no kelurahan. What was asked is kept: registers repeat themselves.
 */
export function villageFinder(villages: readonly KnownVillage[]): (address: string) => VillageFound {
  const known = new Map<string, VillageFound>();
  // Only what is some village's whole name or spelling can match at all; all else need not be compared with each.
  const keys = new Set(
    villages.flatMap(({ name, districtName, aliases }) => [
      reference.nameKey(name),
      reference.nameKey(name + districtName),
      ...aliases,
    ]),
  );
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const found = findIn(address, villages, keys);
    if (known.size < 50_000) known.set(address, found);
    return found;
  };
}

function findIn(address: string, villages: readonly KnownVillage[], keys: ReadonlySet<string>): VillageFound {
  const inDistrict = district.exec(address)?.[1]?.replace(behindName, '').trim();
  const said = [...address.matchAll(named)].map(([, name = '']) => name.replace(behindName, ''));
  const parts = said.length > 0 ? said : address.split(/[,;/()]/);
  const found = new Set<number>();
  let isSeveral = false;
  for (const part of parts) {
    const name = part.trim().replace(/[.\s]+$/, '');
    if (!keys.has(reference.nameKey(name))) continue;
    const match = reference.matchVillage({ name, ...(inDistrict && { district: inDistrict }) }, villages);
    if (match.outcome === 'one') found.add(match.village.id);
    else if (match.outcome === 'ambiguous') isSeveral = true;
  }
  const [only] = found;
  if (found.size > 1 || isSeveral) return { outcome: 'several' };
  return only === undefined ? { outcome: 'unknown' } : { outcome: 'one', villageId: only };
}
