import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloadName, parseFileName } from './file-name.ts';
import { checkContents, openVault, type Vault } from './vault.ts';

let folder = '';
let vault: Vault;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
  vault = await openVault(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
const pdf = bytes('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
const pngEnd = '\0\0\0\0IEND\xae\x42\x60\x82';
const png = bytes(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${'\0'.repeat(17)}${pngEnd}`);
const jpeg = bytes('\xff\xd8\xff\xe0\0\x10JFIF\0\xff\xd9');
const webp = Buffer.concat([bytes('RIFF'), Buffer.from([12, 0, 0, 0]), bytes('WEBPVP8 \0\0\0\0')]);
const zip = bytes(`PK\x03\x04${'\0'.repeat(30)}PK\x05\x06${'\0'.repeat(18)}`);

async function* inPieces(content: Buffer, size = 7): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const put = (content: Buffer, bytesMax = 1_000_000) => vault.put(inPieces(content, 4_096), { bytesMax });

describe('the vault', () => {
  test.each([
    ['application/pdf', pdf],
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/jpeg', Buffer.concat([jpeg, bytes('what a phone appends')])],
    ['image/webp', webp],
  ])('takes %s and gives it back', async (mediaType, content) => {
    const kept = await vault.put(inPieces(content), { bytesMax: content.length });
    expect(kept).toMatchObject({ mediaType, bytes: content.length });
    await using file = await vault.open(kept.sha256);
    expect(await file.readFile()).toEqual(content);
  });

  test('keeps the same content once, also when it comes twice at the same moment', async () => {
    const twins = await Promise.all([put(pdf), put(pdf)]);
    expect(twins[0]).toEqual(twins[1]);
    const { sha256 } = twins[0];
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256]);
  });

  test('refuses one byte too many without reading on, and keeps nothing of it', async () => {
    let pulled = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        pulled += 1;
        yield Buffer.alloc(1_000);
      }
    }
    await expect(vault.put(endless(), { bytesMax: 9_999 })).rejects.toMatchObject({
      type: 'files/too-large',
      status: 413,
    });
    expect(pulled).toBe(10);
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
  });

  test('an upload that breaks off leaves nothing', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield pdf.subarray(0, 10);
      throw new Error('connection reset');
    }
    await expect(vault.put(broken(), { bytesMax: 1_000 })).rejects.toThrow('connection reset');
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
  });

  test('tells a content that is no longer what its name says', async () => {
    const own = await mkdtemp(join(tmpdir(), 'vault-'));
    const { put: keep } = await openVault(own);
    const { sha256 } = await keep(inPieces(pdf), { bytesMax: 1_000 });
    await keep(inPieces(png), { bytesMax: 1_000 });
    expect(await checkContents(own)).toEqual({ kept: 2, damaged: [] });
    await writeFile(join(own, sha256.slice(0, 2), sha256), pdf.subarray(1));
    expect(await checkContents(own)).toEqual({ kept: 2, damaged: [sha256] });
    await rm(own, { recursive: true });
  });

  test('drafts of a crash are removed a day later, those under way are not', async () => {
    for (const draft of ['old', 'new']) await writeFile(join(folder, 'drafts', draft), 'half');
    await utimes(join(folder, 'drafts', 'old'), 0, 0);
    await openVault(folder);
    expect(await readdir(join(folder, 'drafts'))).toEqual(['new']);
    await rm(join(folder, 'drafts', 'new'));
  });
});

describe('files that are not what they say, or more than that, are refused (S29)', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0)],
    ['text', bytes('halo')],
    ['an SVG with a script', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', bytes('<!doctype html><script>alert(1)</script>')],
    ['a zip archive', zip],
    ['a spreadsheet called PDF', Buffer.concat([bytes('PK\x03\x04'), pdf])],
    ['a PDF that is also a page', bytes('%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF')],
    ['a PDF with an archive behind it', Buffer.concat([pdf, zip])],
    ['a PDF with an archive before its end', Buffer.concat([pdf, zip, bytes('\n%%EOF')])],
    ['a PDF cut short', pdf.subarray(0, -8)],
    ['a PDF behind other bytes', Buffer.concat([bytes('GIF89a'), pdf])],
    ['a JPEG with a page in its comment', bytes('\xff\xd8\xff\xfe\0\x20<SCRIPT>alert(1)</SCRIPT>\xff\xd9')],
    ['a JPEG that is also a PDF', Buffer.concat([jpeg, pdf])],
    ['a JPEG that is also an archive', Buffer.concat([jpeg, zip])],
    ['a PNG with bytes behind its end', Buffer.concat([png, bytes('x')])],
    ['an archive whose comment ends like a PNG', Buffer.concat([png, zip, bytes(pngEnd)])],
    ['a WebP of another length than it says', Buffer.concat([webp, bytes('xx')])],
  ])('%s', async (_, content) => {
    await expect(put(content)).rejects.toMatchObject({ type: 'files/not-accepted' });
  });
});

describe('the name of a file', () => {
  test.each([
    '../../etc/passwd',
    '..',
    'a/b.pdf',
    'a\\b.pdf',
    'C:x.pdf',
    '.htaccess',
    'a\0.pdf',
    'a\r\nb.pdf',
    'surat\u202efdp.exe',
    'a\u200b.pdf',
    '  ',
    'a.',
    'a'.repeat(151),
  ])('%j is refused', (name) => {
    expect(parseFileName(name)).toBeUndefined();
  });

  test.each(['Berita acara (1) — Graha Indah.pdf', 'a'.repeat(150)])('%j is taken', (name) => {
    expect(parseFileName(name)).toBe(name);
  });

  test('its ending tells what the bytes are', () => {
    expect(downloadName('foto.JPEG', 'image/jpeg')).toBe('foto.JPEG');
    expect(downloadName('laporan.exe', 'application/pdf')).toBe('laporan.exe.pdf');
  });
});
