import { type ReadFile, UnreadableFile } from './read-cells.ts';
import { openCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import { headOf } from './read-zip.ts';

const zipMark = Buffer.from('PK\x03\x04', 'latin1');
const oldOfficeMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const encryptedMark = Buffer.from('EncryptedPackage', 'utf16le');
const otherMarks = [
  '%PDF',
  '{\\rtf',
  '<!doctype',
  '<html',
  '<?xml',
  '<svg',
  'GIF8',
  '\x89PNG',
  '\xff\xd8\xff',
  'Rar!',
  '7z\xbc',
];

/**
 * Opens a spreadsheet by what its bytes are, never by its name: xlsx, or values divided by semicolons, commas or tabs.
 * To be done in a process of its own (`readApart`), because a file can be made to hurt.
 * @throws UnreadableFile
 */
export async function openSpreadsheet(path: string): Promise<ReadFile> {
  const head = await headOf(path, 64 * 1024);
  if (head.length === 0) throw new UnreadableFile('empty');
  if (head.subarray(0, 4).equals(zipMark)) return await openXlsx(path);
  if (head.subarray(0, 8).equals(oldOfficeMark)) {
    throw new UnreadableFile((await headOf(path, 1024 * 1024)).includes(encryptedMark) ? 'encrypted' : 'old-format');
  }
  const start = head.subarray(0, 20).toString('latin1').trimStart().toLowerCase();
  if (otherMarks.some((mark) => start.startsWith(mark.toLowerCase()))) throw new UnreadableFile('not-a-spreadsheet');
  return await openCsv(path);
}
