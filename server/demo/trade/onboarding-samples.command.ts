import { present } from '../../kernel/assert.ts';
import { businessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import * as partners from '../../partners/public.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import * as facts from '../facts.ts';

const machine = { role: 'machine' } as const;

interface OnboardingSample {
  readonly village: string;
  readonly programme: string;
  readonly openedOn: string;
  readonly done: readonly (readonly [step: string, on: string])[];
  /** With whom it is stuck, since when and why. */
  readonly held?: readonly [waitsOn: 'agent' | 'ministry', on: string, why: string];
}

/** Four kelurahan on their way to a partner: one at its first step, one that waits for Pertamina, one stuck with an agent, one through. */
const samples: readonly OnboardingSample[] = [
  { village: 'Lamaru', programme: 'rpk', openedOn: '2025-11-10', done: [] },
  { village: 'Teritip', programme: 'pertamina-lpg', openedOn: '2025-10-06', done: [['simkopdes', '2025-10-13']] },
  {
    ...{ village: 'Prapatan', programme: 'pertamina-lpg', openedOn: '2025-08-04' },
    done: [
      ['simkopdes', '2025-08-11'],
      ['region-check', '2025-09-22'],
    ],
    held: ['agent', '2025-10-02', 'Agen terdekat belum menjawab surat'],
  },
  {
    ...{ village: 'Gunung Bahagia', programme: 'klik-sphp', openedOn: '2025-10-01' },
    done: [
      ['register', '2025-10-03'],
      ['verify', '2025-10-20'],
      ['statement', '2025-10-22'],
      ['activate', '2025-11-17'],
    ],
  },
];

/** Invented and marked: what cooperatives that do not trade yet have gone through with Bulog and Pertamina. */
export async function onboardSamples(
  tx: Tx,
  places: ReadonlyMap<string, { readonly id: Id<'cooperative'> }>,
): Promise<void> {
  const today = facts.demoToday;
  for (const { village, programme, openedOn, done, held } of samples) {
    const id = newId<'onboarding'>();
    const { id: cooperativeId } = present(places.get(village), village);
    const opened = { id, cooperativeId, programme, openedOn: businessDate(openedOn), source: facts.sampleSource };
    await partners.openOnboarding(tx, machine, opened, { today, sample: true });
    const record = (action: Omit<Parameters<typeof partners.recordOnboarding>[3], 'id'>) =>
      partners.recordOnboarding(tx, machine, id, { ...action, id: newId<'onboarding-action'>() }, today);
    for (const [step, on] of done) await record({ outcome: 'done', step, happenedOn: businessDate(on) });
    if (held === undefined) continue;
    const [waitsOn, on, note] = held;
    await record({ outcome: 'held', waitsOn, happenedOn: businessDate(on), note });
  }
}
