/** What can change in a city's week, and which permission shows it: a partner learns nothing here that its lists would not show. */
export const changeKinds = {
  facility: 'picture.read',
  operation: 'picture.read',
  premises_begun: 'cooperative.read',
  premises_ended: 'cooperative.read',
  partnership_begun: 'partnership.read',
  partnership_ended: 'partnership.read',
  requirement_met: 'requirement.read',
  proposal_opened: 'proposal.read',
  proposal_closed: 'proposal.read',
  task_settled: 'task.read',
  snapshot_taken: 'snapshot.read',
} as const;

export type ChangeKind = keyof typeof changeKinds;

export function kindsShownTo(permissions: ReadonlySet<string>): ChangeKind[] {
  return (Object.keys(changeKinds) as ChangeKind[]).filter((kind) => permissions.has(changeKinds[kind]));
}

/** What a kind of change is called, before what it is about: `Tempat mulai dipakai: gerai`. */
export const changeWords: Readonly<Record<ChangeKind, string>> = {
  facility: 'Gedung',
  operation: 'Usaha',
  premises_begun: 'Tempat mulai dipakai',
  premises_ended: 'Tempat tidak dipakai lagi',
  partnership_begun: 'Kemitraan dimulai',
  partnership_ended: 'Kemitraan berakhir',
  requirement_met: 'Syarat terpenuhi',
  proposal_opened: 'Usulan dibuka',
  proposal_closed: 'Usulan ditutup',
  task_settled: 'Tugas selesai',
  snapshot_taken: 'Data SIMKOPDES diambil, per',
};
