import type { Readable } from 'node:stream';
import { id as idFrom } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx.ts';
import { errorSheetHead, errorSheetRow } from './error-sheet.ts';
import type { KibHead } from './kib.schema.ts';
import { formColumns } from './kib.ts';
import type { StoredImport } from './kib-import.store.ts';
import type { KibProblem } from './kib-problem.ts';
import { rowsToReturn } from './kib-row.store.ts';

/** Streams the sheet of what was not taken, a page of rows at a time. */
export function openErrorSheet(
  found: StoredImport,
  inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  sentence: (problem: KibProblem) => string,
): Readable {
  const { form, priceUnit, location } = found.head as KibHead;
  const importId = idFrom<'kib-import'>(found.id);
  const about = { form, priceUnit, location, importId };
  async function* rows(): AsyncGenerator<string[]> {
    for (let after = 0; ; ) {
      const page = await inTx((tx) => rowsToReturn(tx, importId, after));
      for (const row of page) yield errorSheetRow(row, about, sentence);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.line;
    }
  }
  const columns = [
    ...formColumns[form].map(({ titles: [group, own] }) => ({
      title: own ?? group,
      holds: 'text' as const,
      width: 18,
    })),
    { title: 'Masalah', holds: 'text' as const, width: 70 },
    { title: 'Tanda baris', holds: 'text' as const, width: 45 },
  ];
  return writeXlsx([{ name: `KIB ${form}`, columns, rows: rows(), printedHead: errorSheetHead(about) }]);
}
