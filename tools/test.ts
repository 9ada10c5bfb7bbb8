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
const tests = await runTests();

if (tests.passed === 0) console.error('No test ran.');
const failed = checks.failed + tests.failed;
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
console.log(`${checks.passed + tests.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;

async function runTests(): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-results-'));
  const report = join(folder, 'results.json');
  try {
    const vitest = spawn('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
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
