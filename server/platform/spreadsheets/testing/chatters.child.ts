import { sayLine, toldApart } from '../say-lines.ts';

const { lines, length } = (await toldApart()) as { lines: number; length: number };
const text = 'é'.repeat(length);
for (let line = 0; line < lines; line += 1) await sayLine({ atMs: Math.round(performance.now()), text });
