/** How the report names those who must act; the keys are the roles of `access`. */
const offices: Readonly<Record<string, string>> = {
  'city-administrator': 'Administrator kota',
  mayor: 'Wali Kota',
  sekda: 'Sekretaris Daerah',
  'dinas-head': 'Kepala Dinas',
  'dinas-officer': 'Petugas Dinas',
  'bkad-officer': 'BKAD',
  'user-agency': 'OPD pengguna aset',
  'technical-office': 'OPD teknis',
  camat: 'Camat',
  lurah: 'Lurah',
  'task-force': 'Satgas',
  'tni-site-officer': 'Babinsa',
  builder: 'Pelaksana',
  facilitator: 'Pendamping',
  ministry: 'Kementerian',
  lender: 'Pemberi pinjaman',
  partner: 'Mitra',
  'lpg-agent': 'Agen LPG',
  'cooperative-chair': 'Ketua koperasi',
  'cooperative-secretary': 'Sekretaris koperasi',
  'cooperative-treasurer': 'Bendahara koperasi',
  'cooperative-manager': 'Pengelola koperasi',
};

export function officeOf(role: string): string {
  return offices[role] ?? role;
}

const works: Readonly<Record<string, string>> = {
  'site-sought': 'Mencari lahan',
  'site-screened': 'Menyaring lahan yang ditawarkan',
  'simkopdes-differs': 'Memeriksa perbedaan dengan SIMKOPDES',
};

/** What a task asks for; what a person wrote is taken as it is. */
export function workOf(task: { readonly kind: string; readonly title: string | null }): string {
  return task.title ?? works[task.kind] ?? task.kind;
}

const uses: Readonly<Record<string, string>> = {
  secretariat: 'sekretariat',
  temporary_office: 'kantor sementara',
  outlet: 'gerai',
  warehouse: 'gudang',
};

export function useOf(use: string): string {
  return uses[use] ?? use;
}
