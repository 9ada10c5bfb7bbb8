import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Stage } from './stage.ts';

/** How often the long form repeats what `npm test` does once. */
const rounds = 20;

/** The fault tests, again and again: processes killed, connections cut, disks full, at ever other moments. */
export async function faults(stage: Stage): Promise<void> {
  const began = performance.now();
  const tests = spawn('vitest', ['run', '--project=faults'], {
    env: { FAULT_ROUNDS: String(rounds), ...process.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(tests, 'exit');
  await stage.report({
    figure: `fault tests that failed, ${process.env.FAULT_ROUNDS ?? rounds} rounds, in ${Math.round((performance.now() - began) / 1000)} s`,
    value: code === 0 ? 0 : 1,
    unit: 'count',
    baseline: 0,
  });
  if (code !== 0) throw new Error('fault tests failed');
}
