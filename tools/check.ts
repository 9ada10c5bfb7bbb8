import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

interface Step {
  readonly name: string;
  readonly command: string;
  /** What the output must say even on success: a tool that looked at nothing has not passed. */
  readonly says?: RegExp;
}

const steps: readonly Step[] = [
  { name: 'types', command: 'tsc --noEmit -p tsconfig.json' },
  { name: 'types-web', command: 'tsc --noEmit -p web/tsconfig.json' },
  { name: 'lint', command: 'biome ci --error-on-warnings .', says: /Checked [1-9]\d* files/ },
  { name: 'promises', command: 'eslint --cache --cache-location node_modules/.cache/eslint/ --max-warnings 0 .' },
  {
    name: 'edges',
    command: 'depcruise --config .dependency-cruiser.cjs server web vite.config.ts',
    says: /[1-9]\d* modules/,
  },
  { name: 'unused', command: 'knip' },
  { name: 'generated', command: 'node tools/generate.ts --check' },
];

/** Bans of the house style and the supply chain. They are tests, so `npm test` runs them with all others. */
const tidy: Step = { name: 'tidy', command: 'vitest run server/tidy.test.ts tools/supply.test.ts' };

/** Runs the named checks, or all, two at a time; prints what a failed one said. */
export async function runChecks(chosen = steps): Promise<{ passed: number; failed: number }> {
  const waiting = [...chosen];
  const results: boolean[] = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await run(step));
  };
  await Promise.all([work(), work()]);
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function run({ name, command, says }: Step): Promise<boolean> {
  const started = performance.now();
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  const passed = code === 0 && (says === undefined || says.test(out + err));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)${passed ? '' : `: ${command}\n${out}${err}`}`);
  return passed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  const all = [...steps, tidy];
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Error(`no check is called ${unknown.join(', ')}: ${all.map(({ name }) => name).join(', ')}`);
  const { failed } = await runChecks(names.length > 0 ? all.filter(({ name }) => names.includes(name)) : all);
  process.exitCode = failed > 0 ? 1 : 0;
}
