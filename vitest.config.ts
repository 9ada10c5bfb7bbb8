import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Which project a test belongs to is said by its name, beside the file it tests:
 *   x.test.ts         unit: pure, no database
 *   x.store.test.ts   store: real PostgreSQL (server/platform/db/testing/test-database.ts)
 *   x.fault.test.ts   faults: kills and cuts things, so it runs alone
 *   scenarios/*.test.ts, e2e/*.spec.ts
 */
const database = ['server/platform/db/testing/global-setup.ts'];
const threads = { pool: 'threads', maxWorkers: 2, sequence: { groupOrder: 0 } } as const;
/** What is waited for comes at once on a quiet machine; a busy one may take its time. */
const patient = { expect: { poll: { timeout: 10_000 } } } as const;

/** Browser tests share one demo: those that only look come before those that write, whatever their size or how long they took. */
const onlyLooks = /e2e\/(every-screen|first-sight|home|public|sign-in)\.spec\.ts$/;

class LookBeforeWriting extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { looks = [], writes = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
      onlyLooks.test(moduleId) ? 'looks' : 'writes',
    );
    return [...looks, ...writes];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LookBeforeWriting },
    allowOnly: !process.env.CI,
    projects: [
      {
        test: {
          ...threads,
          name: 'unit',
          include: ['{server,web,tools,bench}/**/*.test.ts'],
          exclude: ['**/*.{store,fault}.test.ts'],
        },
      },
      {
        test: {
          ...threads,
          ...patient,
          name: 'store',
          include: ['server/**/*.store.test.ts'],
          globalSetup: database,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...threads,
          ...patient,
          name: 'scenarios',
          include: ['scenarios/**/*.test.ts'],
          exclude: ['**/*.fault.test.ts'],
          globalSetup: database,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...patient,
          name: 'faults',
          include: ['{server,scenarios}/**/*.fault.test.ts'],
          globalSetup: database,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/demo.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
