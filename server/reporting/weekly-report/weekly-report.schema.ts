import { Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { day } from '../../kernel/shapes.ts';

const weekly = { method: 'GET', can: 'report.read', query: closed({ asOf: Type.Optional(day) }) } as const;

/** The week up to a day as the mayor reads it; made on the spot, so one click is enough. */
export const weeklyPdfCall = call({
  ...weekly,
  name: 'reporting/weekly-pdf',
  path: '/weekly-report.pdf',
  reply: Type.String({ description: 'PDF/UA' }),
});

export const weeklyXlsxCall = call({
  ...weekly,
  name: 'reporting/weekly-xlsx',
  path: '/weekly-report.xlsx',
  reply: Type.String({ description: 'workbook' }),
});
