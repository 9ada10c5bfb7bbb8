import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import { audit, type Doer, recordedBy } from '../platform/audit/audit.ts';
import { insertOnce } from '../platform/db/insert-once.ts';
import { onConstraint } from '../platform/db/outage.ts';
import type { Tx } from '../platform/db/tx.ts';
import { catalogueRefusals } from './catalogue.refusals.ts';
import type { NewTradeRule } from './trade-rule.schema.ts';
import { lockRule, updateRuleEnd } from './trade-rule.store.ts';

/**
 * Sets what a city decided for itself, which goes before the nation's rule of the same commodity and kind. Idempotent on `rule.id`.
 * @throws catalogue/id-reused, unknown-commodity, rule-incomplete, dates-reversed
 */
export async function addTradeRule(tx: Tx, doer: Doer, rule: NewTradeRule, sample = false): Promise<void> {
  const { priceIdr = null, qtyBaseMax = null, perDays = null, validTo = null, ...given } = rule;
  const isLimit = rule.kind === 'limit';
  const isWhole = isLimit
    ? qtyBaseMax !== null && perDays !== null && priceIdr === null
    : priceIdr !== null && qtyBaseMax === null && perDays === null;
  if (!isWhole) throw catalogueRefusals.ruleIncomplete({});
  if (validTo !== null && validTo <= rule.validFrom) throw catalogueRefusals.datesReversed({});
  const row = { ...given, priceIdr, qtyBaseMax, perDays, validTo, sample, ...recordedBy(doer) };
  const met = await insertOnce(tx, 'catalogue.tradeRule', row, 'validTo').catch(
    onConstraint({ trade_rule_commodity_fk: () => catalogueRefusals.unknownCommodity({}) }),
  );
  if (met === 'other') throw catalogueRefusals.idReused({ id: rule.id });
  if (met === 'same') return;
  const detail = { commodity: rule.commodityCode, kind: rule.kind, priceIdr, qtyBaseMax, perDays };
  await audit(
    tx,
    doer,
    'catalogue/add-trade-rule',
    { kind: 'catalogue/trade-rule', id: rule.id },
    { detail: { ...detail, legalBasis: rule.legalBasis, validFrom: rule.validFrom } },
  );
}

/** Says from which day a city's rule no longer holds; the same day again changes nothing. @throws catalogue/not-found, dates-reversed, already-ended */
export async function endTradeRule(
  tx: Tx,
  doer: Doer,
  id: Id<'trade-rule'>,
  { on, reason }: { on: BusinessDate; reason: string },
): Promise<void> {
  const rule = await lockRule(tx, id);
  if (rule === undefined) throw catalogueRefusals.notFound({});
  if (rule.validTo === on) return;
  if (rule.validTo !== null) throw catalogueRefusals.alreadyEnded({ on: rule.validTo });
  if (on <= rule.validFrom) throw catalogueRefusals.datesReversed({});
  await updateRuleEnd(tx, id, on);
  await audit(
    tx,
    doer,
    'catalogue/end-trade-rule',
    { kind: 'catalogue/trade-rule', id },
    { detail: { commodity: rule.commodityCode, on }, reason },
  );
}
