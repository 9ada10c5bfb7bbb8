import { businessDate, instant } from '../../../kernel/business-date.ts';
import type { WeeklyCooperative, WeeklyPicture } from '../weekly-report.ts';

const kelurahan = {
  'Balikpapan Timur': ['Manggar', 'Lamaru', 'Teritip', 'Manggar Baru'],
  'Balikpapan Barat': ['Baru Ilir', 'Baru Tengah', 'Baru Ulu', 'Kariangau', 'Margo Mulyo', 'Marga Sari'],
  'Balikpapan Utara': [
    'Batu Ampar',
    'Gunung Samarinda',
    'Karang Joang',
    'Muara Rapak',
    'Gunung Samarinda Baru',
    'Graha Indah',
  ],
  'Balikpapan Tengah': [
    'Gunung Sari Ulu',
    'Gunung Sari Ilir',
    'Karang Rejo',
    'Karang Jati',
    'Mekar Sari',
    'Sumber Rejo',
  ],
  'Balikpapan Selatan': [
    'Sepinggan',
    'Gunung Bahagia',
    'Sepinggan Baru',
    'Sepinggan Raya',
    'Sungai Nangka',
    'Damai Baru',
    'Damai Bahagia',
  ],
  'Balikpapan Kota': ['Prapatan', 'Telaga Sari', 'Klandasan Ulu', 'Klandasan Ilir', 'Damai'],
};
const building = new Set(['Graha Indah', 'Sepinggan Baru', 'Manggar']);
const tradingKnown = new Set(['Graha Indah', 'Damai', 'Baru Ulu']);
const tradingInvented = new Set(['Sumber Rejo', 'Lamaru', 'Muara Rapak', 'Prapatan']);

function cooperative(name: string, district: string): WeeklyCooperative {
  const isBuilding = building.has(name);
  const isTrading = tradingKnown.has(name) || tradingInvented.has(name);
  return {
    name,
    district,
    facility: isBuilding ? 'under_construction' : 'proposed',
    facilitySince: isBuilding ? businessDate('2025-10-17') : null,
    operation: isTrading ? 'trading' : 'unknown',
    partners: isTrading ? ['Bulog', 'Patra Niaga'] : [],
    withBumnPartner: isTrading,
    premises: isTrading ? ['gerai: kantor kelurahan'] : [],
    isSample: tradingInvented.has(name),
  };
}

/** The article's facts, and what a test needs beside them, marked as samples. */
export const week48: WeeklyPicture = {
  city: 'Kota Balikpapan',
  office: 'Dinas Koperasi, UMKM, dan Perindustrian',
  addressee: 'Wali Kota Balikpapan',
  zone: 'Asia/Makassar',
  asOf: businessDate('2025-11-27'),
  since: businessDate('2025-11-20'),
  isSample: true,
  number: '3/2025',
  cooperatives: Object.entries(kelurahan).flatMap(([district, names]) =>
    names.map((name) => cooperative(name, district)),
  ),
  changes: [
    {
      on: businessDate('2025-11-25'),
      cooperative: 'Prapatan',
      what: 'Usaha: belum diketahui → berjualan',
      source: 'laporan lurah, 25 Nov 2025',
      isSample: true,
    },
    {
      on: businessDate('2025-11-21'),
      cooperative: 'Damai Baru',
      what: 'Tempat: sekretariat di kantor kelurahan, dipinjamkan pemilik',
      source: 'berita acara, 21 Nov 2025',
      isSample: true,
    },
  ],
  waits: [
    {
      what: 'Paraf SK gelombang 2',
      cooperative: null,
      waitsFor: 'Sekretaris Daerah',
      since: businessDate('2025-11-24'),
      dueOn: businessDate('2025-12-01'),
      isSample: true,
    },
    {
      what: 'Usulan Damai Baru: lokasi dicari',
      cooperative: 'Damai Baru',
      waitsFor: 'BKAD',
      since: businessDate('2025-11-15'),
      dueOn: businessDate('2025-11-22'),
      isSample: true,
    },
    {
      what: 'Periksa beda dengan SIMKOPDES: Graha Indah',
      cooperative: 'Graha Indah',
      waitsFor: 'Dinas',
      since: businessDate('2025-11-18'),
      dueOn: null,
      isSample: true,
    },
  ],
  actions: [
    {
      what: 'Undang BKAD dan DPU meninjau tiga bidang di Sepinggan Raya',
      cooperative: 'Sepinggan Raya',
      owner: 'Camat Balikpapan Selatan',
      decidedOn: businessDate('2025-11-19'),
      dueOn: businessDate('2025-11-28'),
      doneOn: null,
      isSample: true,
    },
    {
      what: 'Kirim daftar koperasi tanpa rekening ke bank',
      cooperative: null,
      owner: 'Dinas',
      decidedOn: businessDate('2025-11-12'),
      dueOn: businessDate('2025-11-20'),
      doneOn: businessDate('2025-11-19'),
      isSample: true,
    },
    {
      what: 'Tetapkan petugas piket gudang',
      cooperative: 'Manggar',
      owner: 'Lurah Manggar',
      decidedOn: businessDate('2025-11-12'),
      dueOn: businessDate('2025-11-20'),
      doneOn: null,
      isSample: true,
    },
  ],
  sources: [
    {
      name: 'Siaran pers Pemerintah Kota',
      date: businessDate('2025-10-21'),
      tells: 'tiga dibangun, selebihnya diusulkan; tujuh berjualan dengan mitra BUMN',
    },
    {
      name: 'Catatan kelurahan di Lumbung',
      date: businessDate('2025-11-27'),
      tells: 'tempat usaha, tugas dan perubahan minggu ini',
    },
  ],
  auditHead: {
    seq: 1482,
    hash: '9f2b6c1d5e8a4f70b3c9d2e1f0a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9',
    sealedAt: instant('2025-11-27T03:02:00Z'),
  },
};
