import { notesSheet, type Sheet } from '../../platform/spreadsheets/xlsx.ts';
import { operationWords, stageWords } from '../report-words.ts';
import {
  actionsInOrder,
  markOf,
  operationCounts,
  stageCounts,
  type WeeklyPicture,
  waitsInOrder,
} from './weekly-report.ts';

const sample = (isSample: boolean): string | null => (isSample ? 'contoh' : null);

/** The weekly report as a workbook: the same rows as in the PDF, a sheet for each of its parts. */
export function weeklySheets(picture: WeeklyPicture): Sheet[] {
  return [
    {
      name: 'Ringkasan',
      columns: [
        { title: 'Bagian', holds: 'text', width: 16 },
        { title: 'Keadaan', holds: 'text' },
        { title: 'Koperasi', holds: 'integer' },
      ],
      rows: [
        ...stageCounts(picture).map(({ label, count }) => ['Gedung baru', label, count]),
        ...operationCounts(picture).map(({ label, count }) => ['Usaha', label, count]),
      ],
    },
    {
      name: 'Koperasi',
      columns: [
        { title: 'Kecamatan', holds: 'text', width: 20 },
        { title: 'Koperasi', holds: 'text' },
        { title: 'Gedung baru', holds: 'text', width: 14 },
        { title: 'Sejak', holds: 'date' },
        { title: 'Usaha', holds: 'text' },
        { title: 'Mitra', holds: 'text' },
        { title: 'Tempat', holds: 'text', width: 40 },
        { title: 'Contoh', holds: 'text', width: 9 },
      ],
      rows: picture.cooperatives.map((cooperative) => [
        cooperative.district,
        cooperative.name,
        stageWords[cooperative.facility],
        cooperative.facilitySince,
        operationWords[markOf(cooperative)],
        cooperative.partners.join(', '),
        cooperative.premises.join('; '),
        sample(cooperative.isSample),
      ]),
    },
    {
      name: 'Menunggu',
      columns: [
        { title: 'Hari', holds: 'integer', width: 8 },
        { title: 'Hal', holds: 'text', width: 44 },
        { title: 'Koperasi', holds: 'text' },
        { title: 'Menunggu siapa', holds: 'text', width: 20 },
        { title: 'Sejak', holds: 'date' },
        { title: 'Tenggat', holds: 'date' },
        { title: 'Contoh', holds: 'text', width: 9 },
      ],
      rows: waitsInOrder(picture).map((wait) => [
        wait.days,
        wait.what,
        wait.cooperative,
        wait.waitsFor,
        wait.since,
        wait.dueOn,
        sample(wait.isSample),
      ]),
    },
    {
      name: 'Perubahan',
      columns: [
        { title: 'Tanggal', holds: 'date' },
        { title: 'Koperasi', holds: 'text' },
        { title: 'Perubahan', holds: 'text', width: 44 },
        { title: 'Sumber', holds: 'text', width: 40 },
        { title: 'Contoh', holds: 'text', width: 9 },
      ],
      rows: picture.changes.map((change) => [
        change.on,
        change.cooperative,
        change.what,
        change.source,
        sample(change.isSample),
      ]),
    },
    {
      name: 'Satgas',
      columns: [
        { title: 'Diputuskan', holds: 'date' },
        { title: 'Tugas', holds: 'text', width: 44 },
        { title: 'Koperasi', holds: 'text' },
        { title: 'Pelaksana', holds: 'text', width: 20 },
        { title: 'Tenggat', holds: 'date' },
        { title: 'Selesai', holds: 'date' },
        { title: 'Contoh', holds: 'text', width: 9 },
      ],
      rows: actionsInOrder(picture).map((action) => [
        action.decidedOn,
        action.what,
        action.cooperative,
        action.owner,
        action.dueOn,
        action.doneOn,
        sample(action.isSample),
      ]),
    },
    notesSheet([
      ['Laporan', `Laporan mingguan ${picture.city}, ${picture.since} sampai ${picture.asOf}`],
      ['Per', picture.asOf],
      ...(picture.isSample ? [['Contoh', 'Berisi data contoh; baris contoh ditandai pada kolomnya.'] as const] : []),
      ...picture.sources.map(({ name, date, tells }) => ['Sumber', `${name}, ${date}: ${tells}`] as const),
      ...(picture.auditHead
        ? [['Segel jejak audit', `nomor ${picture.auditHead.seq}: ${picture.auditHead.hash}`] as const]
        : []),
    ]),
  ];
}
