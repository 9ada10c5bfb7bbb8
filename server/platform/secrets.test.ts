import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumbung-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key file', () => {
  test('is made at the first use, for its owner alone, and gives the same bytes from then on', () => {
    const keyFile = join(folder, 'in/a/folder/kunci');
    const made = openSecrets(keyFile, { isFirstUse: true }).derive('test');
    expect(openSecrets(keyFile, { isFirstUse: true }).derive('test')).toEqual(made);
    expect(openSecrets(keyFile, { isFirstUse: false }).derive('another')).not.toEqual(made);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'in/a/folder'))).toEqual(['kunci']);
  });

  test('is not made anew beside a database that an earlier one belongs to', () => {
    const keyFile = join(folder, 'kunci');
    expect(() => openSecrets(keyFile, { isFirstUse: false })).toThrow(/Kembalikan salinan kunci/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is refused when it is no key, and left as it is', () => {
    const keyFile = join(folder, 'kunci');
    writeFileSync(keyFile, 'cut sho');
    expect(() => openSecrets(keyFile, { isFirstUse: true })).toThrow(/rusak/);
    expect(readFileSync(keyFile, 'utf8')).toBe('cut sho');
  });
});
