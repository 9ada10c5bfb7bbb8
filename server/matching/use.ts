/** What a site is wanted for: the uses that assets are screened for (`assets.siteUses`; a test compares them), the browser's too. */
export const uses = ['new_building', 'outlet', 'warehouse', 'secretariat', 'temporary_office'] as const;
export type Use = (typeof uses)[number];
