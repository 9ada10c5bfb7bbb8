import type { Problem } from './problem.ts';

/** Names of what an explanation speaks of, kept beside it: whoever reads it may not see the rows themselves, and rows change. */
export interface Named {
  readonly sites: Readonly<
    Record<string, { readonly name: string; readonly code: string; readonly village: string | null }>
  >;
  readonly cooperatives: Readonly<Record<string, string>>;
  readonly villages: Readonly<Record<string, string>>;
}

/** The names of every site, cooperative and village that a value names by id. */
export function namesIn(value: unknown, { sites, cooperatives, villages }: Problem): Named {
  const ids = new Set<string | number>();
  collect(value, ids);
  const villageName = new Map(villages.map(({ id, name }) => [id, name]));
  const spoken = sites.filter(({ id }) => ids.has(id));
  return {
    sites: Object.fromEntries(
      spoken.map(({ id, name, code, villageId }) => [
        id,
        { name, code, village: villageId === null ? null : (villageName.get(villageId) ?? null) },
      ]),
    ),
    cooperatives: Object.fromEntries(cooperatives.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name])),
    villages: Object.fromEntries(villages.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name])),
  };
}

function collect(value: unknown, ids: Set<string | number>): void {
  if (typeof value === 'string') ids.add(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [member, inner] of Object.entries(value)) {
    if (member === 'villageId' && typeof inner === 'number') ids.add(inner);
    else collect(inner, ids);
  }
}
