import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };

/** How `npm start` and `npm run demo` set the engine: what is tested and measured is what people run. */
export const engineFlags = scripts.start.split(' ').filter((word) => word.startsWith('--'));
