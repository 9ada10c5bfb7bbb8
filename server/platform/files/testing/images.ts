import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture of nothing but noise, so that it compresses as badly as a real one. */
function noise(width: number, height: number): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  });
}

/** As a phone in Balikpapan writes it: south of the equator, taken lying on its side, by a clock set to Makassar. */
export async function photoOfPhone({ width = 400, height = 300 } = {}): Promise<Buffer> {
  return await noise(width, height)
    .withExif({
      IFD0: { Make: 'Contoh', Model: 'Ponsel 5' },
      IFD2: { DateTimeOriginal: '2025:11:20 09:12:33', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '1/1 16/1 3000/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '116/1 49/1 4200/100',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export async function png(width: number, height: number): Promise<Buffer> {
  return await noise(width, height).png({ compressionLevel: 1 }).toBuffer();
}

/** 24 KB that claim to be 14,000 by 14,000 pixels, and are. */
export function bomb(side = 14_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1; // a bit a pixel, grey
  const rows = Buffer.alloc(side * (Math.ceil(side / 8) + 1));
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
