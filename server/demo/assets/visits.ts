import { type BusinessDate, businessDate } from '../../kernel/business-date.ts';
import { type Id, id } from '../../kernel/ids.ts';

/** An invented visit to one of the sample assets. */
export interface Visit {
  readonly id: Id<'survey'>;
  /** Of the asset, as `SampleAsset.key`. */
  readonly key: string;
  readonly on: BusinessDate;
  readonly attendees: readonly { readonly name: string; readonly office: string }[];
  readonly remarks: string;
  readonly photos: readonly Photo[];
}

interface Photo {
  readonly id: Id<'survey-photo'>;
  readonly name: string;
  readonly shows: 'road' | 'lot' | 'trees';
}

const surveyor = { name: 'Rahma Contoh', office: 'DKUMKMP Kota Balikpapan' };
const names = { road: 'jalan masuk', lot: 'bidang tanah', trees: 'batas belakang' } as const;

const drafts = [
  {
    key: 'Teritip calon 1',
    on: '2025-11-24',
    attendees: [surveyor, { name: 'Slamet Contoh', office: 'Kelurahan Teritip' }],
    remarks: 'Tanah datar, patok lengkap, jalan masuk dapat dilalui truk.',
    shows: ['road', 'lot', 'trees'],
  },
  {
    key: 'Damai Baru calon 1',
    on: '2025-11-24',
    attendees: [surveyor, { name: 'Dewi Contoh', office: 'Dinas Pekerjaan Umum' }],
    remarks: 'Eks bangunan lama sudah dibongkar. Kemiringan di bagian belakang perlu diukur alat.',
    shows: ['lot', 'trees'],
  },
  {
    key: 'Gunung Bahagia calon 1',
    on: '2025-11-25',
    attendees: [surveyor, { name: 'Yusuf Contoh', office: 'BKAD Kota Balikpapan' }],
    remarks: 'Warga menunjukkan surat penguasaan; BKAD akan mencocokkannya dengan KIB.',
    shows: ['road', 'lot'],
  },
  {
    key: 'Prapatan calon 1',
    on: '2025-11-26',
    attendees: [surveyor, { name: 'Nur Contoh', office: 'Kelurahan Prapatan' }],
    remarks: 'Lereng curam ke arah selatan, hanya bagian depan yang datar.',
    shows: ['road', 'lot', 'trees'],
  },
] as const;

const numbered = (n: number): string => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The same ids each time, so that a start that was cut off finds what it has done. */
export const visits: readonly Visit[] = drafts.map(({ on, shows, ...draft }, at) => ({
  ...draft,
  id: id<'survey'>(numbered(300 + at)),
  on: businessDate(on),
  photos: shows.map((what, nth) => ({
    id: id<'survey-photo'>(numbered(310 + at * 10 + nth)),
    name: `contoh ${names[what]}.jpg`,
    shows: what,
  })),
}));
