import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { Rules, TradeRule } from './trade-rule.ts';

interface RuleRow {
  readonly commodityCode: string;
  readonly kind: TradeRule['kind'];
  readonly priceIdr: Rupiah | null;
  readonly qtyBaseMax: number | null;
  readonly perDays: number | null;
  readonly legalBasis: string;
  readonly validFrom: BusinessDate;
  readonly isCity: boolean;
}

/** The rules that hold in this city on a day, by commodity. */
export async function rulesOn(tx: Tx, day: BusinessDate): Promise<Map<string, Rules>> {
  const { rows } = await sql<RuleRow>`select * from catalogue.rules_on(${tx.regencyId}, ${day})`.execute(tx);
  const rules = new Map<string, Rules>();
  for (const row of rows) rules.set(row.commodityCode, { ...rules.get(row.commodityCode), [row.kind]: ruleOf(row) });
  return rules;
}

function ruleOf({ commodityCode, kind, priceIdr, qtyBaseMax, perDays, legalBasis, validFrom, isCity }: RuleRow) {
  const rule = { commodityCode, legalBasis, since: validFrom, isCity };
  return kind === 'limit' ? { ...rule, kind, qtyBaseMax, perDays } : { ...rule, kind, priceIdr };
}
