import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const checks = { ...(await runChecks()), skipped: 0 };
// Browser tests run by themselves: a demo that does not start must not keep all other tests from running.
const tests = [await runTests('--project=!e2e'), await runTests('--project=e2e')];

if (tests[0]?.passed === 0) console.error('No test ran.');
const sum = (what: keyof Count) => [checks, ...tests].reduce((total, count) => total + count[what], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exitCode = sum('failed') > 0 || tests[0]?.passed === 0 ? 1 : 0;

async function runTests(project: string): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-results-'));
  const report = join(folder, 'results.json');
  try {
    const vitest = spawn(
      'vitest',
      ['run', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    const code = await new Promise<number | null>((resolve) => vitest.on('close', resolve));
    const count = await countIn(report);
    // Vitest may fail without a failed test: an error outside of any test, or a crash before the report.
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countIn(report: string): Promise<Count> {
  const text = await readFile(report, 'utf8').catch(() => '{}');
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}
