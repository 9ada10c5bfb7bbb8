/**
 * The states of a cooperative, the uses of its premises and the kinds of work as people read them in files and reports, which leave the
 * screen and its language behind. What they mean is their modules'; on screen they are keys of words.id.json.
 */
export const facilityWords = {
  none: 'belum ada',
  proposed: 'diusulkan',
  designated: 'ditetapkan',
  under_construction: 'dibangun',
  handed_over: 'diserahkan',
} as const;

export const operationWords = {
  trading: 'berjualan',
  not_trading: 'belum berjualan',
  unknown: 'belum diketahui',
} as const;

export const useWords = {
  secretariat: 'sekretariat',
  temporary_office: 'kantor sementara',
  outlet: 'gerai',
  warehouse: 'gudang',
} as const;

/** What a task asks for, by its kind. */
export const taskWords: Readonly<Record<string, string>> = {
  'site-sought': 'Mencari lahan',
  'site-screened': 'Menyaring lahan yang ditawarkan',
  'simkopdes-differs': 'Memeriksa perbedaan dengan SIMKOPDES',
  'task-force-action': 'Menjalankan keputusan Satgas',
  'stored-differs': 'Memeriksa angka tersimpan yang berbeda',
  'criteria-unsettled': 'Menentukan kriteria aset',
  'screening-differs': 'Memeriksa hasil penyaringan yang berbeda',
  'onboarding-step': 'Melanjutkan pendaftaran ke mitra',
  'onboarding-waits': 'Menindaklanjuti pendaftaran ke mitra',
  'onboarding-held': 'Mengurus pendaftaran yang tertahan',
  'journal-drafted': 'Menjawab rancangan jurnal',
  'opening-proposed': 'Menjawab saldo awal',
  'opening-reversal': 'Menjawab pembatalan saldo awal',
  'count-second': 'Mencari penghitung kedua',
  'count-third': 'Mencari satu hitungan lagi',
  'count-agreed': 'Menyetujui stok opname',
};
