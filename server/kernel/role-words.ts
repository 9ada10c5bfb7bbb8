/**
 * The roles as people read them in files, which leave the screen and its language behind. What a role may do is `access`'s; these are
 * the names it has in web/access/words.id.json, and whoever acts without being a person.
 */
export const roleWords: Readonly<Record<string, string>> = {
  'city-administrator': 'Administrator kota',
  mayor: 'Wali Kota',
  sekda: 'Sekretaris Daerah',
  'dinas-head': 'Kepala Dinas',
  'dinas-officer': 'Petugas Dinas',
  'bkad-officer': 'Petugas BKAD',
  'user-agency': 'OPD pengguna aset',
  'technical-office': 'OPD teknis',
  camat: 'Camat',
  lurah: 'Lurah',
  'task-force': 'Satgas',
  'tni-site-officer': 'Babinsa',
  builder: 'Pelaksana pembangunan',
  facilitator: 'Pendamping',
  ministry: 'Kementerian Koperasi',
  lender: 'Pemberi pinjaman',
  partner: 'Mitra BUMN',
  'lpg-agent': 'Agen LPG',
  'cooperative-chair': 'Ketua koperasi',
  'cooperative-secretary': 'Sekretaris koperasi',
  'cooperative-treasurer': 'Bendahara koperasi',
  'cooperative-manager': 'Manajer koperasi',
  'cooperative-cashier': 'Kasir',
  'cooperative-supervisor': 'Pengawas koperasi',
  member: 'Anggota',
  auditor: 'Auditor',
  machine: 'Lumbung',
  'command-line': 'Lumbung',
};
