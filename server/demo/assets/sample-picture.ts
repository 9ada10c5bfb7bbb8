import { pick, spread } from './spread.ts';

const [width, height] = [960, 720];

/** Strokes, because a machine may have no font to write with. */
const letters = [
  'M8 1H2V11H8',
  'M2 1H8V11H2Z',
  'M2 11V1L8 11V1',
  'M1 1H9M5 1V11',
  'M2 1H8V11H2Z',
  'M2 1V11M8 1V11M2 6H8',
];

/** Draws a scene that nobody takes for a photograph, with CONTOH across its foot. @returns a JPEG */
export async function drawPicture(shows: 'road' | 'lot' | 'trees', key: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp'); // only the first start of a demo draws
  return await sharp(Buffer.from(scene(shows, key)))
    .jpeg({ quality: 70 })
    .toBuffer();
}

function scene(shows: 'road' | 'lot' | 'trees', key: string): string {
  const ground = pick(`${key} ${shows} tanah`, ['#b9a27c', '#a7a06a', '#c2ae8f']);
  const horizon = spread(`${key} ${shows} cakrawala`, 250, 330);
  const content = { road: road(horizon), lot: lot(horizon), trees: '' }[shows];
  const word = letters.map((path, at) => `<path d="${path}" transform="translate(${at * 11})"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#cfe3ee"/>
    <rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${ground}"/>
    ${trees(horizon, `${key} ${shows}`, shows === 'trees' ? 14 : 5)}${content}
    <g transform="translate(300 610) scale(5.5)" fill="none" stroke="#fff" stroke-width="1.6">${word}</g></svg>`;
}

function trees(horizon: number, key: string, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const [x, size] = [spread(`${key} pohon ${at}`, 20, width - 20), spread(`${key} tinggi ${at}`, 40, 110)];
    return `<rect x="${x - 5}" y="${horizon - 10}" width="10" height="${size / 2}" fill="#6b5138"/>
      <circle cx="${x}" cy="${horizon - size / 2}" r="${size / 2}" fill="#5d8a54"/>`;
  }).join('');
}

function road(horizon: number): string {
  return `<path d="M440 ${horizon}H520L760 ${height}H200Z" fill="#77777a"/>
    <path d="M480 ${horizon}V${height}" stroke="#f4f1e4" stroke-width="8" stroke-dasharray="40 30"/>`;
}

function lot(horizon: number): string {
  const corners = [`220 ${horizon + 80}`, `740 ${horizon + 80}`, `880 ${height - 130}`, `80 ${height - 130}`];
  const stakes = corners.map((corner) => `<path d="M${corner}v-46" stroke="#c0392b" stroke-width="10"/>`).join('');
  return `<path d="M${corners.join('L')}Z" fill="#d9c9a3" stroke="#c0392b" stroke-width="4" stroke-dasharray="16 10"/>${stakes}`;
}
