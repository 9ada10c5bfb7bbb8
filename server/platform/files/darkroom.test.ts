import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Developed, develop } from './darkroom.ts';
import { bomb, photoOfPhone, png } from './testing/images.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function kept(content: Buffer | string): Promise<string> {
  const path = join(folder, `${files++}`);
  await writeFile(path, content);
  return path;
}
const never = new AbortController().signal;
const developed = async (content: Buffer | string): Promise<Developed> => await develop(await kept(content), never);

function shown(result: Developed): Exclude<Developed, { unreadable: unknown }> {
  if ('unreadable' in result) throw new Error(`unreadable: ${result.unreadable}`);
  return result;
}

/** Where and when, in any way a file can say it. */
const traces = /Exif|http:\/\/ns\.adobe|GPS|Ponsel|2025:11:20|photoshop|ICC_PROFILE/;

describe('a photo of a phone', { timeout: 30_000 }, () => {
  test('is shown the right way up, in two sizes, and says where and when only beside', async () => {
    const original = await photoOfPhone({ width: 2_000, height: 1_500 });
    expect(original.toString('latin1'), 'the control').toMatch(traces);
    const { large, small, ...rest } = shown(await developed(original));
    expect(rest).toEqual({
      width: 1_500,
      height: 2_000,
      origin: {
        latitude: expect.closeTo(-(1 + 16 / 60 + 30 / 3600), 6),
        longitude: expect.closeTo(116 + 49 / 60 + 42 / 3600, 6),
        cameraTime: '2025-11-20T09:12:33',
        cameraOffset: '+08:00',
        camera: 'Contoh Ponsel 5',
      },
    });
    expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 1_200, height: 1_600 });
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 240, height: 320 });
    for (const size of [large, small]) {
      expect(Buffer.from(size).toString('latin1')).not.toMatch(traces);
      const { exif, xmp, iptc, icc } = await sharp(size).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
    }
  });

  test('in PNG or WebP tells as much', async () => {
    const jpeg = sharp(await photoOfPhone()).keepExif();
    for (const other of [await jpeg.clone().png().toBuffer(), await jpeg.clone().webp().toBuffer()])
      expect((await developed(other)).origin).toMatchObject({
        cameraTime: '2025-11-20T09:12:33',
        camera: 'Contoh Ponsel 5',
      });
  });

  test('that has no place and no time has no origin, and a small one is not blown up', async () => {
    const result = shown(await developed(await png(40, 30)));
    expect(result).toMatchObject({ width: 40, height: 30, origin: undefined });
    expect(await sharp(result.large).metadata()).toMatchObject({ width: 40, height: 30 });
  });

  test('whose clock says what no clock can is not believed', async () => {
    const odd = await sharp(await png(40, 30))
      .withExif({ IFD2: { DateTimeOriginal: '2025:13:45 27:99:00' } })
      .jpeg()
      .toBuffer();
    expect((await developed(odd)).origin).toBeUndefined();
  });
});

describe('what cannot be shown says why (S29)', { timeout: 30_000 }, () => {
  test('a small file that claims 196 million pixels', async () => {
    const content = bomb();
    expect(content.length).toBeLessThan(100_000);
    expect(await developed(content)).toEqual({ unreadable: 'too-many-pixels', origin: undefined });
  });

  test('25 million pixels are shown, one row more is not', async () => {
    expect(shown(await developed(bomb(5_000)))).toMatchObject({ width: 5_000, height: 5_000 });
    expect(await developed(bomb(5_001))).toMatchObject({ unreadable: 'too-many-pixels' });
  });

  test.each([
    [
      'a photo that is not one',
      async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000, 7)]),
    ],
    ['a photo cut short', async () => (await png(300, 300)).subarray(0, 20_000)],
    [
      'an SVG with a script, whatever it was taken for',
      async () =>
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    ],
    [
      'a GIF',
      async () =>
        await sharp(await png(9, 9))
          .gif()
          .toBuffer(),
    ],
    [
      'a TIFF',
      async () =>
        await sharp(await png(9, 9))
          .tiff()
          .toBuffer(),
    ],
  ])('%s', async (_, make) => {
    expect(await developed(await make())).toMatchObject({ unreadable: 'damaged' });
  });

  test('a photo cut short still tells its place', async () => {
    const original = await photoOfPhone({ width: 1_000, height: 800 });
    const result = await developed(original.subarray(0, original.length / 2));
    expect(result).toMatchObject({ unreadable: 'damaged', origin: { cameraTime: '2025-11-20T09:12:33' } });
  });
});

describe('the process that develops', { timeout: 60_000 }, () => {
  /** Peak memory of a process while something goes on, in MB. */
  async function peak(pid: () => number | undefined, during: Promise<unknown>): Promise<number> {
    let most = 0;
    let over = false;
    void during.finally(() => {
      over = true;
    });
    while (!over) {
      const status = await readFile(`/proc/${pid() ?? 0}/status`, 'utf8').catch(() => '');
      most = Math.max(most, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024);
      await delay(10);
    }
    return most;
  }

  test.runIf(process.platform === 'linux')(
    'stays below 600 MB on the largest photo it takes; without limits a bomb takes more',
    async () => {
      const path = await kept(await png(5_000, 5_000));
      let pid: number | undefined;
      const note = (child: number) => {
        pid = child;
      };
      const work = develop(path, never, note);
      const most = await peak(() => pid, work);
      expect(shown(await work)).toMatchObject({ width: 5_000 });
      expect(most).toBeGreaterThan(50); // it was seen at all
      expect(most).toBeLessThan(600);

      const script = `const sharp = (await import('sharp')).default;
      await sharp(process.argv[1], { limitInputPixels: false }).toColourspace('srgb').raw().toBuffer();`;
      const unbound = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, await kept(bomb())]);
      expect(await peak(() => unbound.child.pid, unbound), 'the control').toBeGreaterThan(600);
    },
  );

  test('killed, says nothing of the photo', async () => {
    const path = await kept(await photoOfPhone());
    await expect(develop(path, never, (pid) => process.kill(pid, 'SIGKILL'))).rejects.toThrow('ended without a word');
  });

  test('ends when the server is about to stop', async () => {
    const path = await kept(await photoOfPhone());
    const stop = new AbortController();
    const work = develop(path, stop.signal);
    stop.abort();
    await expect(work).rejects.toThrow(/abort/i);
  });
});
