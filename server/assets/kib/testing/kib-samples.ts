import { type RawCell, rawXlsx } from '../../../platform/spreadsheets/testing/raw-xlsx.ts';

// Registers as offices keep them, all invented: no such land, certificate or building is known to us.

export const sampleLocation = '12.16.64.71.01.01.00';

/** Land, in the columns of KIB A. */
export interface SampleLand {
  readonly name?: RawCell;
  readonly code?: RawCell;
  readonly register: RawCell;
  readonly area?: RawCell;
  readonly year?: RawCell;
  readonly address?: RawCell;
  readonly right?: RawCell;
  readonly certificateDate?: RawCell;
  readonly certificateNumber?: RawCell;
  readonly use?: RawCell;
  readonly origin?: RawCell;
  readonly price?: RawCell;
  readonly note?: RawCell;
}

export function landRow(number: RawCell, land: SampleLand): RawCell[] {
  return [
    number,
    land.name ?? 'Tanah Bangunan Kantor Pemerintah (contoh)',
    land.code ?? '1.3.1.01.01.04.001',
    land.register,
    land.area ?? '1.240,50',
    land.year ?? 2005,
    land.address ?? 'Jl. Contoh No. 1, Kel. Manggar, Kec. Balikpapan Timur',
    land.right ?? 'Hak Pakai',
    land.certificateDate ?? '17-10-2005',
    land.certificateNumber ?? `HP ${String(typeof land.register === 'string' ? land.register : 'x')}/2005 contoh`,
    land.use ?? 'Kantor',
    land.origin ?? 'Pembelian',
    land.price ?? '1.658.000',
    land.note ?? '-',
  ];
}

const blank = null;

/** What is printed above the rows of KIB A: titles, location code, two rows of words with merged cells, the numbers of the columns. */
export function landHead(options: { price?: string; location?: string } = {}): RawCell[][] {
  return [
    ['KARTU INVENTARIS BARANG (KIB) A'],
    ['TANAH'],
    ['SKPD : DINAS CONTOH KOTA'],
    [`NO. KODE LOKASI : ${options.location ?? sampleLocation}`],
    [],
    [
      ...[
        'No.',
        'Jenis Barang / Nama Barang',
        'Nomor',
        blank,
        'Luas (M2)',
        'Tahun Pengadaan',
        'Letak / Alamat',
        'Status Tanah',
      ],
      ...[blank, blank, 'Penggunaan', 'Asal usul', options.price ?? 'Harga (ribuan Rp)', 'Keterangan'],
    ],
    [
      blank,
      blank,
      'Kode Barang',
      'Register',
      blank,
      blank,
      blank,
      'Hak',
      'Sertifikat',
      blank,
      blank,
      blank,
      blank,
      blank,
    ],
    [blank, blank, blank, blank, blank, blank, blank, blank, 'Tanggal', 'Nomor', blank, blank, blank, blank],
    Array.from({ length: 14 }, (_, i) => i + 1),
  ];
}

export const landMerges = [
  'A6:A8',
  'B6:B8',
  'C6:D6',
  'E6:E8',
  'F6:F8',
  'G6:G8',
  'H6:J6',
  'I7:J7',
  'K6:K8',
  'L6:L8',
  'M6:M8',
  'N6:N8',
];

/** What is printed below: the total and who signs. */
export function landFoot(total = '9.999.000'): RawCell[][] {
  return [
    ['JUMLAH', blank, blank, blank, blank, blank, blank, blank, blank, blank, blank, blank, total],
    [],
    [blank, 'Mengetahui,', blank, blank, blank, blank, blank, blank, blank, blank, 'Balikpapan, 31-12-2024'],
    [blank, 'Kepala SKPD', blank, blank, blank, blank, blank, blank, blank, blank, 'Pengurus Barang'],
    [blank, 'NIP. contoh', blank, blank, blank, blank, blank, blank, blank, blank, 'NIP. contoh'],
  ];
}

/** A whole printed KIB A. */
export function kibA(lands: readonly SampleLand[], options: { price?: string; location?: string } = {}): RawCell[][] {
  return [...landHead(options), ...lands.map((land, i) => landRow(i + 1, land)), ...landFoot()];
}

export interface SampleBuilding {
  readonly name?: RawCell;
  readonly code?: RawCell;
  readonly register: RawCell;
  readonly condition?: RawCell;
  readonly storeyed?: RawCell;
  readonly concrete?: RawCell;
  readonly floorArea?: RawCell;
  readonly address?: RawCell;
  readonly documentDate?: RawCell;
  readonly landArea?: RawCell;
  readonly price?: RawCell;
}

function buildingRow(number: number, building: SampleBuilding): RawCell[] {
  return [
    ...[
      number,
      building.name ?? 'Bangunan Gedung Pertokoan/Koperasi/Pasar (contoh)',
      building.code ?? '1.3.3.01.01.12.001',
    ],
    ...[building.register, building.condition ?? 'B', building.storeyed ?? 'Tidak', building.concrete ?? 'Beton'],
    ...[
      building.floorArea ?? '600',
      building.address ?? 'Jl. Contoh, Kel. Damai Baru',
      building.documentDate ?? '01/02/2010',
    ],
    ...[
      '640/12/contoh',
      building.landArea ?? '1.000',
      'Tanah Pemda',
      '1.3.1.01.01.04.001',
      'Pembelian',
      building.price ?? '900.000.000',
      '-',
    ],
  ];
}

export function kibC(buildings: readonly SampleBuilding[]): RawCell[][] {
  return [
    ['KARTU INVENTARIS BARANG (KIB) C'],
    ['GEDUNG DAN BANGUNAN'],
    ['NO. KODE LOKASI', ':', sampleLocation],
    [
      ...[
        'No. Urut',
        'Jenis Barang / Nama Barang',
        'Nomor',
        blank,
        'Kondisi Bangunan (B, KB, RB)',
        'Konstruksi Bangunan',
        blank,
      ],
      ...[
        'Luas Lantai (M2)',
        'Letak / Lokasi Alamat',
        'Dokumen Gedung',
        blank,
        'Luas (M2)',
        'Status Tanah',
        'Nomor Kode Tanah',
      ],
      ...['Asal usul', 'Harga (Rp)', 'Ket.'],
    ],
    [
      ...[
        blank,
        blank,
        'Kode Barang',
        'Register',
        blank,
        'Bertingkat / Tidak',
        'Beton / Tidak',
        blank,
        blank,
        'Tanggal',
        'Nomor',
      ],
      ...[blank, blank, blank, blank, blank, blank],
    ],
    Array.from({ length: 17 }, (_, i) => i + 1),
    ...buildings.map((building, i) => buildingRow(i + 1, building)),
    ['JUMLAH'],
  ];
}

export const xlsxOf = (rows: RawCell[][], merges: readonly string[] = []): Promise<Buffer> =>
  rawXlsx({ sheets: [{ rows, merges }] });

/** The same as values between semicolons, as spreadsheet programs export them here. */
export function csvOf(
  rows: readonly RawCell[][],
  options: { delimiter?: string; encoding?: 'utf8' | 'latin1'; bom?: boolean } = {},
): Buffer {
  const { delimiter = ';', encoding = 'utf8', bom = false } = options;
  const text = rows.map((row) => row.map((cell) => quoted(String(cell ?? ''), delimiter)).join(delimiter)).join('\r\n');
  return Buffer.from(`${bom ? '\ufeff' : ''}${text}\r\n`, encoding);
}

function quoted(text: string, delimiter: string): string {
  return text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/** So many lands, no two alike, those of another series neither, one after the other, for files that are too large to hold. */
export function* manyLands(count: number, villages: readonly string[], series = ''): Generator<RawCell[]> {
  for (let n = 1; n <= count; n += 1) {
    yield landRow(n, {
      name: `Tanah Contoh ${series}${n}`,
      register: String(n).padStart(6, '0'),
      area: `${(n % 900) + 100},${n % 10}0`,
      address: `Jl. Contoh No. ${n}, Kel. ${villages[n % villages.length] ?? 'Manggar'}`,
      certificateNumber: `HP ${series}${n}/contoh`,
    });
  }
}
