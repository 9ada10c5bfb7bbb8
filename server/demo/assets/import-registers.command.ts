import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assets from '../../assets/public.ts';
import { businessDate } from '../../kernel/business-date.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { demoToday } from '../facts.ts';
import { kibFile } from './kib-file.ts';
import type { SampleAsset } from './sample-asset.ts';

const machine = { role: 'command-line' } as const;
const printedOn = businessDate('2025-11-20');
const tellNobody = async () => undefined;

/**
 * Lays down the registers that BKAD printed in November and takes them, so that the demo has imports to look at: a few certificates
 * issued since, and rows that stayed out and wait in an error sheet.
 */
export async function importRegisters(tx: Tx, samples: readonly SampleAsset[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-kib-'));
  try {
    for (const form of ['A', 'C'] as const) {
      const ending = form === 'A' ? 'csv' : 'xlsx';
      const fileName = `KIB ${form} Kota Balikpapan November 2025 (contoh).${ending}`;
      const [path, content] = [join(folder, `kib-${form}.${ending}`), await kibFile(form, inNovember(samples))];
      await writeFile(path, content);
      const about = { id: newId<'kib-import'>(), fileName, asOf: printedOn, sample: true };
      const file = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
      await assets.layDownAtOnce(tx, machine, { ...about, ...file, priceUnitGiven: null, locationGiven: null });
      await assets.checkImport(tx, about.id, { path, today: demoToday, tell: tellNobody });
      await assets.takeImport(tx, machine, about.id, { withDoubtful: false, tell: tellNobody });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Four schools and offices got their certificates. */
function inNovember(samples: readonly SampleAsset[]): SampleAsset[] {
  const lacking = samples.filter(({ key, fields }) => key.includes(' dinas ') && fields.certificateNumber === null);
  const issued = new Map(lacking.slice(0, 4).map(({ key }, at) => [key, `HP ${90_001 + at}/2025`]));
  return samples.map((sample) => {
    const certificateNumber = issued.get(sample.key);
    if (certificateNumber === undefined) return sample;
    return { ...sample, fields: { ...sample.fields, certificateNumber, certificateDate: '2025-11-06' } };
  });
}
