import type { Id } from '../kernel/ids.ts';

/** The three files of one public SIMKOPDES snapshot, known by their headers. Their ids are three separate namespaces. */
export const fileKinds = ['locations', 'stats', 'land'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Counted figures, under the dashboard's own column names so that they can be traced. Zero means "not reported". */
export const figureUnits = {
  accounts_count: 'count',
  npwp_count: 'count',
  nib_count: 'count',
  rat_count: 'count',
  transaction_volume: 'unit',
  transaction_value: 'idr',
  simpanan_pokok_amount: 'idr',
  simpanan_pokok_members: 'count',
  simpanan_pokok_tx: 'count',
  simpanan_wajib_amount: 'idr',
  simpanan_wajib_members: 'count',
  simpanan_wajib_tx: 'count',
  savings_total_amount: 'idr',
} as const satisfies Record<string, 'count' | 'unit' | 'idr'>;
export type CountedFigure = keyof typeof figureUnits;

export type Figure = CountedFigure | 'registered_point' | 'land_point' | 'land_status' | 'land_surveyor';

/** GeoJSON order: [longitude, latitude], WGS 84. */
export type Position = readonly [lng: number, lat: number];

/** One thing SIMKOPDES says of one cooperative. A figure it does not report has no value at all: it is never zero. */
export type Value = { readonly cooperativeId: Id<'cooperative'> } & (
  | { readonly figure: CountedFigure; readonly number: number }
  | { readonly figure: 'land_status' | 'land_surveyor'; readonly text: string }
  | { readonly figure: 'registered_point' | 'land_point'; readonly point: Position }
);

/**
 * The land statuses met so far, in the order of the ministry's process. A word outside this list is kept as reported and flagged.
 * Source: docs/rules/simkopdes.md
 */
export const landStatuses = [
  'Tidak Ada Lahan',
  'Dipertimbangkan',
  'Sedang Diverifikasi',
  'Perlu Verifikasi Lanjutan',
  'Terverifikasi',
  'Selesai',
] as const;
export type LandStatus = (typeof landStatuses)[number];

export function isLandStatus(text: string): text is LandStatus {
  return landStatuses.some((known) => known === text);
}
