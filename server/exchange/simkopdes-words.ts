import type { Finding } from './assess-snapshot.ts';
import type { Match } from './match-cooperatives.ts';
import type { CountedFigure } from './simkopdes-figures.ts';
import type { ProblemKind } from './simkopdes-problem.ts';

// What files and the command line say in Indonesian; screens have sentences of their own, in web/exchange/words.id.json.

export const figureWords: Readonly<Record<CountedFigure, string>> = {
  accounts_count: 'Akun',
  npwp_count: 'NPWP',
  nib_count: 'NIB',
  rat_count: 'RAT',
  transaction_volume: 'Volume transaksi',
  transaction_value: 'Nilai transaksi (Rp)',
  simpanan_pokok_amount: 'Simpanan pokok (Rp)',
  simpanan_pokok_members: 'Anggota bersimpanan pokok',
  simpanan_pokok_tx: 'Setoran simpanan pokok',
  simpanan_wajib_amount: 'Simpanan wajib (Rp)',
  simpanan_wajib_members: 'Anggota bersimpanan wajib',
  simpanan_wajib_tx: 'Setoran simpanan wajib',
  savings_total_amount: 'Jumlah simpanan (Rp)',
};

/** Of one cooperative. */
export const findingWords: Readonly<Record<Exclude<Finding['kind'], 'sales-concentrated'>, string>> = {
  'placeholder-point': 'titik terdaftar hanya pusat kelurahan',
  'point-outside-village': 'titik di luar kelurahan',
  'point-outside-city': 'titik di luar kota',
  'points-apart': 'titik lahan jauh dari titik terdaftar',
  'figure-jumped': 'angka melonjak',
  'unit-value-odd': 'nilai dan volume tidak sejalan',
  'not-listed': 'tidak ada di berkas mana pun',
  'land-status-unknown': 'status lahan belum dikenal',
  'facility-differs': 'status lahan berbeda dari keadaan gerai',
};

export const whyWords: Readonly<Record<Exclude<Match, { outcome: 'matched' }>['why'], string>> = {
  'no-such-village': 'tidak ada kelurahan bernama ini',
  'in-another-district': 'kelurahan ini ada di kecamatan lain',
  'several-cooperatives': 'mencakup beberapa koperasi',
  'names-disagree': 'nama koperasi dan kelurahan tidak sama',
  'claimed-twice': 'beberapa baris menunjuk koperasi yang sama',
};

export const problemWords: Readonly<Record<ProblemKind, string>> = {
  'file-empty': 'berkas kosong',
  'file-not-text': 'bukan berkas teks',
  'file-not-csv': 'bukan CSV yang utuh',
  'file-too-long': 'baris terlalu banyak',
  'file-unknown': 'bukan salah satu dari ketiga berkas',
  'file-missing': 'berkas tidak ada',
  'file-twice': 'berkas sejenis ada dua',
  'record-too-large': 'baris terlalu panjang',
  'column-missing': 'kolom tidak ada',
  'column-unknown': 'kolom tidak dikenal',
  'column-twice': 'kolom ada dua',
  'cell-count': 'jumlah sel tidak sama dengan kepala tabel',
  'cell-empty': 'sel kosong',
  'cell-too-long': 'isi sel terlalu panjang',
  'cell-unprintable': 'huruf tidak terbaca',
  'id-invalid': 'nomor tidak sah',
  'id-reused': 'nomor dipakai dua kali',
  'row-twice': 'baris ada dua',
  'count-invalid': 'bukan bilangan',
  'coordinate-null': 'koordinat nol',
  'coordinate-invalid': 'koordinat tidak terbaca',
  'coordinate-half': 'koordinat hanya sebelah',
  'coordinate-swapped': 'lintang dan bujur tertukar',
  'coordinate-abroad': 'koordinat di luar Indonesia',
};
