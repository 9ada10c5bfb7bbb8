import { present } from '../kernel/assert.ts';
import type { BusinessDate } from '../kernel/business-date.ts';
import { id } from '../kernel/ids.ts';
import { today } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import { type Timed, tasks } from '../platform/jobs/tasks.ts';
import * as reference from '../reference/public.ts';
import { settleCorrections } from './correct-register.command.ts';
import { examineAll, examineAssets } from './examine.command.ts';

/** Looking for what is implausible where the one who changed something does not see all it is compared with, and after whole imports, which may carry what was proposed to the register. */
export function examineTasks(fixedToday: BusinessDate | undefined) {
  const dayIn = async (tx: Tx) => {
    const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', fixedToday));
    return today(present(regency, 'the regency of a job').timeZone, fixedToday);
  };
  return tasks({
    'assets/examine': async ({ assetIds }, job) => {
      const ids = assetIds?.map((each) => id<'asset'>(each));
      await job.inRegency(async (tx) => {
        const day = await dayIn(tx);
        if (ids !== undefined) return await examineAssets(tx, ids, day);
        await examineAll(tx, day);
        await settleCorrections(tx, job.doer, 'all', day);
      });
      return undefined;
    },
  });
}

/** At 01.20 in Balikpapan: borders may have been imported, and kelurahan divided. */
export const examineNightly: Timed = { task: 'assets/examine', told: {}, at: '20 17 * * *' };
