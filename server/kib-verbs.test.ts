import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kibVerbs } from './kib-verbs.ts';
import { readConfig } from './platform/config.ts';

test('a file of 2 GB is refused by its size, before any of it is read or a database opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kib-verbs-'));
  const config = readConfig({ LUMBUNG_DATA: join(folder, 'var') });
  const importing = (bytes: number) =>
    open(join(folder, 'kib.xlsx'), 'w').then(async (file) => {
      await file.truncate(bytes); // full of holes: it takes no room on the disk
      await file.close();
      // A unit that is none ends one that is small enough just as early.
      return await kibVerbs['import kib']?.run(config, [join(folder, 'kib.xlsx'), '--price-unit', 'dolar']);
    });
  const begun = performance.now();
  await expect(importing(2 * 1024 ** 3)).rejects.toThrow('Berkasnya lebih dari 60 MB.');
  expect(performance.now() - begun).toBeLessThan(1_000);
  await expect(importing(60 * 1024 ** 2), 'the control').rejects.toThrow('--price-unit');
  await rm(folder, { recursive: true });
});
