import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Call } from '../../kernel/call.ts';
import { exportedCell, isSample, type ListExport } from '../../kernel/list-export.ts';
import type { Cell } from '../spreadsheets/cells.ts';
import { writeCsv } from '../spreadsheets/csv.ts';
import { notesSheet, writeXlsx } from '../spreadsheets/xlsx.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
type ExportFormat = (typeof exportFormats)[number];

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Rows of one transaction: most cities are one; a slow line holds none open. */
const rowsAtOnce = 10_000;

/** The same list as a file: same permission, same filters, no pages. */
export function exportCall<C extends Call>(call: C, format: ExportFormat): C {
  const { after: _after, limit: _limit, ...filters } = call.query.properties;
  const { export: _export, ...same } = call;
  return {
    ...same,
    name: `${call.name}-${format}`,
    path: `${call.path}.${format}`,
    query: Type.Object(filters, { additionalProperties: false }),
    reply: Type.String({ description: 'the whole list, to be saved' }),
  } as Call as C;
}

/** A page of any list. */
export interface AnyPage {
  readonly rows: readonly unknown[];
  readonly next: string | null;
}

interface Taken {
  readonly plan: ListExport;
  readonly format: ExportFormat;
  readonly day: BusinessDate;
  readonly city: string;
  readonly filters: Readonly<Record<string, unknown>>;
  page(asked: { limit: number; after?: string }): Promise<AnyPage>;
}

/** Answers with the whole list. The first page is fetched before anything is sent, so that a refusal still is one. */
export async function sendList(reply: FastifyReply, taken: Taken): Promise<FastifyReply> {
  const { plan, format, day } = taken;
  const first = await taken.page({ limit: rowsAtOnce });
  const seen = { sample: false };
  const rows = cellsOf(first, taken, seen);
  const name = `${plan.file}-${day}.${format}`;
  const columns = [...plan.columns];
  const content =
    format === 'csv'
      ? writeCsv(columns, rows, { bom: true })
      : writeXlsx([
          { name: 'Daftar', columns, rows },
          { ...notesSheet([]), rows: notesOf(taken, seen) },
        ]);
  return await reply
    .headers({ 'content-type': contentTypes[format], 'content-disposition': `attachment; filename="${name}"` })
    .send(content);
}

async function* cellsOf(
  first: AnyPage,
  { plan, page }: Taken,
  seen: { sample: boolean },
): AsyncGenerator<readonly Cell[]> {
  for (let here = first; ; here = await page({ limit: rowsAtOnce, after: here.next })) {
    for (const row of here.rows) {
      seen.sample ||= isSample(row);
      yield plan.columns.map((column) => exportedCell(row, column));
    }
    if (here.next === null) return;
  }
}

/** Written after the rows, when it is known whether any of them is a sample. */
async function* notesOf(
  { plan, city, day, filters }: Taken,
  seen: { sample: boolean },
): AsyncGenerator<readonly Cell[]> {
  yield ['Sumber', `Catatan Lumbung, wilayah ${city}; sumber tiap baris ada pada kolomnya`];
  yield ['Per', day];
  const set = Object.entries(filters).filter(([name, value]) => !notFilters.has(name) && value !== undefined);
  const told = set.map(([name, value]) => filterSaid(plan, name, String(value)));
  yield ['Saringan', told.join('; ') || 'tanpa saringan'];
  if (seen.sample) yield ['Contoh', 'Berisi data contoh, dikarang untuk peragaan.'];
}

const notFilters = new Set(['asOf', 'sort']);

/** In the words of the column it narrows, where there is one. */
function filterSaid({ columns }: ListExport, name: string, value: string): string {
  const column = columns.find(({ from }) => from === name);
  return `${column?.title ?? name}: ${column?.words?.[value] ?? value}`;
}
