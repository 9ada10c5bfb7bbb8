import type { UnservedBecause } from './explain.ts';
import type { Use } from './use.ts';

/** In files and on the command line; the screen has its own words. */
export const useWords: Readonly<Record<Use, string>> = {
  new_building: 'lahan gerai baru',
  outlet: 'gerai',
  warehouse: 'gudang',
  secretariat: 'sekretariat',
  temporary_office: 'kantor sementara',
};

const stepWords = {
  settle: 'pastikan yang belum diketahui',
  remedy: 'perbaiki yang kurang',
  join: 'gabungkan dua bidang',
  place: 'pakai lahan di kelurahan lain',
  route: 'tempuh jalur hukum milik pihak lain',
  purchase: 'beli tanah',
} as const;

/** Why not, and the cheapest change, in one line. */
export function inWords({ looked, changes }: UnservedBecause): string {
  const [first] = changes;
  const seen = looked === 0 ? 'Tidak ada aset yang letaknya boleh.' : `${looked} aset dilihat.`;
  if (first === undefined) return `${seen} Tidak ada perubahan yang diketahui menolong.`;
  const steps = first.steps.map(({ kind }) => stepWords[kind]).join(', ');
  const cost = new Intl.NumberFormat('id-ID').format(first.costIdr);
  return `${seen} Termurah: ${steps}, Rp ${cost}.`;
}
