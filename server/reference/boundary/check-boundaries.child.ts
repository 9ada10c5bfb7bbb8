import type { Village } from '../region.ts';
import { checkBoundaryFile } from './boundary.ts';

// A process of its own: the finest sets take a core for many seconds, and a file made to hurt takes this process with it and no other.
process.once('message', ({ text, villages }: { text: string; villages: readonly Village[] }) => {
  process.send?.(checkBoundaryFile(text, villages), undefined, undefined, () => process.disconnect?.());
});
