/** Kartu Inventaris Barang: A lists land in 14 columns, C buildings in 17 (docs/rules/assets.md). */
export type KibForm = 'A' | 'C';

/** Whether prices of a file are in thousands, as the printed form has them, or in full rupiah, as programs export them. */
export type PriceUnit = 'thousand' | 'full';

/** What a column can hold. `mark` and `problem` are the two that an error sheet adds. */
export type KibField =
  | 'number'
  | 'name'
  | 'assetCode'
  | 'register'
  | 'locationCode'
  | 'landArea'
  | 'floorArea'
  | 'year'
  | 'address'
  | 'landRight'
  | 'certificateDate'
  | 'certificateNumber'
  | 'statedUse'
  | 'origin'
  | 'price'
  | 'note'
  | 'condition'
  | 'storeyed'
  | 'concrete'
  | 'documentDate'
  | 'documentNumber'
  | 'landStatus'
  | 'landCode'
  | 'nibar'
  | 'userAgency'
  | 'mark'
  | 'problem';

/** BKAD's legal fields: what an import may write of an asset, by the column of the form that holds it. */
export const legalColumns = {
  name: 'name',
  address: 'address',
  userAgency: 'user_agency',
  nibar: 'nibar',
  landArea: 'land_area_dm2',
  floorArea: 'floor_area_dm2',
  year: 'acquired_year',
  landRight: 'land_right',
  certificateNumber: 'certificate_number',
  certificateDate: 'certificate_date',
  statedUse: 'stated_use',
  origin: 'origin',
  price: 'price_idr',
  note: 'note',
  condition: 'register_condition',
  storeyed: 'is_storeyed',
  concrete: 'is_concrete',
  documentNumber: 'document_number',
  documentDate: 'document_date',
  landStatus: 'land_status',
  landCode: 'land_code',
} as const satisfies Partial<Record<KibField, string>>;

export type LegalField = keyof typeof legalColumns;
export type LegalColumn = (typeof legalColumns)[LegalField];

export const legalFields = Object.keys(legalColumns) as LegalField[];

/** A column of the printed form: the words over it, from the outermost, and what it holds. */
export interface FormColumn {
  readonly field: KibField;
  readonly titles: readonly [group: string, own?: string];
}

const numbers: readonly FormColumn[] = [
  { field: 'number', titles: ['No.'] },
  { field: 'name', titles: ['Jenis Barang / Nama Barang'] },
  { field: 'assetCode', titles: ['Nomor', 'Kode Barang'] },
  { field: 'register', titles: ['Nomor', 'Register'] },
];

/** The printed forms, column by column. Source: Permendagri 17/2007, appendices 25 and 27 (docs/rules/assets.md). */
export const formColumns: Readonly<Record<KibForm, readonly FormColumn[]>> = {
  A: [
    ...numbers,
    { field: 'landArea', titles: ['Luas (M2)'] },
    { field: 'year', titles: ['Tahun Pengadaan'] },
    { field: 'address', titles: ['Letak / Alamat'] },
    { field: 'landRight', titles: ['Status Tanah', 'Hak'] },
    { field: 'certificateDate', titles: ['Status Tanah', 'Sertifikat Tanggal'] },
    { field: 'certificateNumber', titles: ['Status Tanah', 'Sertifikat Nomor'] },
    { field: 'statedUse', titles: ['Penggunaan'] },
    { field: 'origin', titles: ['Asal Usul'] },
    { field: 'price', titles: ['Harga'] },
    { field: 'note', titles: ['Keterangan'] },
  ],
  C: [
    ...numbers,
    { field: 'condition', titles: ['Kondisi Bangunan (B, KB, RB)'] },
    { field: 'storeyed', titles: ['Konstruksi Bangunan', 'Bertingkat / Tidak'] },
    { field: 'concrete', titles: ['Konstruksi Bangunan', 'Beton / Tidak'] },
    { field: 'floorArea', titles: ['Luas Lantai (M2)'] },
    { field: 'address', titles: ['Letak / Lokasi Alamat'] },
    { field: 'documentDate', titles: ['Dokumen Gedung', 'Tanggal'] },
    { field: 'documentNumber', titles: ['Dokumen Gedung', 'Nomor'] },
    { field: 'landArea', titles: ['Luas (M2)'] },
    { field: 'landStatus', titles: ['Status Tanah'] },
    { field: 'landCode', titles: ['Nomor Kode Tanah'] },
    { field: 'origin', titles: ['Asal Usul'] },
    { field: 'price', titles: ['Harga'] },
    { field: 'note', titles: ['Ket.'] },
  ],
};

/** Without these a file says too little to register anything. */
export const neededFields: Readonly<Record<KibForm, readonly KibField[]>> = {
  A: ['name', 'assetCode', 'register', 'landArea', 'address', 'price'],
  C: ['name', 'assetCode', 'register', 'floorArea', 'address', 'price'],
};

/** Beginning of the codes of a form's objects: land is 1.3.1, buildings are 1.3.3 (Permendagri 108/2016). */
export const codeBeginnings: Readonly<Record<KibForm, string>> = { A: '1.3.1.', C: '1.3.3.' };

export const objectOf: Readonly<Record<KibForm, 'land' | 'building'>> = { A: 'land', C: 'building' };
