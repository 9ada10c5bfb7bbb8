/**
 * What a site may be wanted for. The first four are uses of premises a cooperative works from today; the fifth is a lot on which the
 * standard outlet is built (docs/rules/assets.md).
 */
export const siteUses = ['new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office'] as const;
export type SiteUse = (typeof siteUses)[number];

/** In the words of files; screens translate them. */
export const siteUseWords = {
  new_building: 'gerai baru',
  outlet: 'gerai di bangunan yang ada',
  warehouse: 'gudang',
  secretariat: 'sekretariat',
  temporary_office: 'kantor sementara',
} as const satisfies Readonly<Record<SiteUse, string>>;
