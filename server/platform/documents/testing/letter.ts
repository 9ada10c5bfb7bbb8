import type { TypesetJob } from '../typesetter.ts';

const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="24" font-family="Plus Jakarta Sans">Grafik 31</text></svg>';

/** A letter with a table and a chart, as long as most. */
export const letter: TypesetJob = {
  template: 'platform/documents/testing/letter.typ',
  data: {
    title: 'Surat *uji* #panic()',
    city: 'Kota Balikpapan',
    office: 'Dinas Koperasi',
    asOf: '2025-11-27',
    source: 'catatan uji',
    amountIdr: 1_658_000_000,
    chart: true,
    rows: Array.from({ length: 20 }, (_, i) => ({ name: `Baris ${i}`, count: i * 1000 })),
  },
  assets: new Map([['chart.svg', Buffer.from(chart)]]),
};
