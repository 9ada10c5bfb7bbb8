import { present } from '../../kernel/assert.ts';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { rupiah } from '../../kernel/rupiah.ts';
import * as ledger from '../../ledger/public.ts';
import type { Doer } from '../../platform/audit/audit.ts';
import { newId } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { billingRefusals } from '../billing/billing.refusals.ts';
import { surplusRefusals } from './surplus.refusals.ts';
import type { Money } from './surplus.schema.ts';
import { beginStep, endStep } from './take-step.command.ts';

/**
 * The money for what was received: the buyer says that it paid, the seller that it came, each in its own book and from or into its own account.
 * @throws procurement/surplus-not-found, -id-reused, -not-yours, -not-now, -in-future, not-money
 */
export async function settleSale(
  tx: Tx,
  doer: Doer,
  id: Id<'surplus-sale'>,
  step: 'pay' | 'collect',
  given: Money,
  today: BusinessDate,
): Promise<void> {
  const taking = await beginStep(tx, id, step, given);
  if (taking === undefined) return;
  const { sale } = taking;
  if (given.on > today) throw surplusRefusals.inFuture({ today });
  const amountIdr = present(sale.amountIdr, 'what was received');
  const isPaying = step === 'pay';
  const [cooperativeId, partyId] = isPaying ? [sale.buyerId, sale.sellerId] : [sale.sellerId, sale.buyerId];
  const accounts = await ledger.moneyAccountsOf(tx, [cooperativeId]);
  if (!accounts.some(({ code }) => code === given.accountCode)) throw billingRefusals.notMoney({});
  const sign = isPaying ? 1 : -1;
  await ledger.postJournals(tx, doer, [
    {
      ...{ id: newId<'journal'>(), cooperativeId, occurredOn: given.on, evidence: given.evidence, sample: sale.sample },
      source: { kind: isPaying ? 'procurement/surplus-payment' : 'procurement/surplus-collection', id: given.id },
      description: isPaying ? `Pembayaran kepada ${sale.sellerName}` : `Penerimaan uang dari ${sale.buyerName}`,
      postings: [
        { accountCode: isPaying ? '211000' : '113300', amountIdr: rupiah(sign * amountIdr), partyId },
        { accountCode: given.accountCode, amountIdr: rupiah(-sign * amountIdr) },
      ],
    },
  ]);
  await endStep(
    tx,
    doer,
    taking,
    { id: given.id, step, happenedOn: given.on, detail: { evidence: given.evidence } },
    isPaying ? { paidOn: given.on } : { collectedOn: given.on },
    { amountIdr },
  );
}
