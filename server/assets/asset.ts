/** Whose property it is; each has a legal route of its own. */
export const ownerKinds = ['regency', 'ministry', 'bumn', 'developer', 'private'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

export const assetObjects = ['land', 'building'] as const;
export type AssetObject = (typeof assetObjects)[number];

/** What it is used for today, as the city knows. */
export const currentUses = ['unknown', 'idle', 'own_duty', 'used_by_others', 'promised'] as const;
export type CurrentUse = (typeof currentUses)[number];

export const registerConditions = ['good', 'minor_damage', 'major_damage'] as const;

/** The same in the words of files; screens translate them. */
export const ownerKindWords = {
  regency: 'Pemerintah kota',
  ministry: 'Kementerian/lembaga',
  bumn: 'BUMN/BUMD',
  developer: 'Pengembang (fasum/fasos)',
  private: 'Perorangan/swasta',
} as const satisfies Readonly<Record<OwnerKind, string>>;

export const objectWords = { land: 'tanah', building: 'bangunan' } as const satisfies Readonly<
  Record<AssetObject, string>
>;

export const currentUseWords = {
  unknown: 'belum diketahui',
  idle: 'menganggur',
  own_duty: 'dipakai dinas sendiri',
  used_by_others: 'dipakai pihak lain',
  promised: 'sudah dijanjikan',
} as const satisfies Readonly<Record<CurrentUse, string>>;

/** Whole dm² as m² with at most two decimals, which is what the register writes. */
export function squareMetres(dm2: number): number {
  return dm2 / 100;
}
