import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { TradeRuleShown } from './trade-rule.schema.ts';
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

/** Every rule this city ever had, its own and the nation's, the ones that count on a day first. No id holds a point: cursors are split at it. */
export async function tradeRules(tx: Tx, day: BusinessDate): Promise<TradeRuleShown[]> {
  const { rows } = await sql<TradeRuleShown>`
    with counts as (select * from catalogue.rules_on(${tx.regencyId}, ${day})), rule as (
      select own.id::text, true as is_city, own.commodity_code, own.kind, own.price_idr, own.qty_base_max, own.per_days, own.legal_basis,
        own.valid_from, own.valid_to, own.sample
      from catalogue.trade_rule as own where own.regency_id = ${tx.regencyId}
      union all
      select replace(concat_ws('/', rule.commodity_code, rule.kind, rule.zone, rule.valid_from), '.', ','), false, rule.commodity_code, rule.kind, rule.price_idr, null,
        null, rule.legal_basis, rule.valid_from, rule.valid_to, false
      from reference.price_rule as rule
      join reference.price_zone as zone on zone.zone = rule.zone
      join reference.region as regency on regency.id = ${tx.regencyId}
      join reference.region_code as province on province.region_id = regency.parent_id and province.code = zone.province_code
        and province.authority = 'kemendagri' and province.valid_from <= ${day} and province.valid_to > ${day}
      union all
      select replace(concat_ws('/', most.commodity_code, 'limit', most.valid_from), '.', ','), false, most.commodity_code, 'limit', null, most.qty_base_max, most.per_days,
        most.legal_basis, most.valid_from, most.valid_to, false
      from reference.purchase_limit as most
    )
    select rule.id, rule.is_city, rule.kind, rule.price_idr, rule.qty_base_max, rule.per_days, rule.legal_basis, rule.valid_from, rule.valid_to,
      rule.sample, counts.commodity_code is not null as holds,
      jsonb_build_object('code', c.code, 'name', c.name, 'packLabel', c.pack_label, 'baseUnit', c.base_unit) as commodity
    from rule
    join reference.commodity as c on c.code = rule.commodity_code
    left join counts on counts.commodity_code = rule.commodity_code and counts.kind = rule.kind and counts.is_city = rule.is_city
      and counts.valid_from = rule.valid_from
    order by counts.commodity_code is null, c.seq, rule.kind, rule.valid_from desc, rule.id
  `.execute(tx);
  return rows;
}

export async function lockRule(
  tx: Tx,
  id: Id<'trade-rule'>,
): Promise<{ commodityCode: string; validFrom: BusinessDate; validTo: BusinessDate | null } | undefined> {
  const { rows } = await sql<{ commodityCode: string; validFrom: BusinessDate; validTo: BusinessDate | null }>`
    select commodity_code, valid_from, valid_to from catalogue.trade_rule where regency_id = ${tx.regencyId} and id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function updateRuleEnd(tx: Tx, id: Id<'trade-rule'>, validTo: BusinessDate): Promise<void> {
  await sql`update catalogue.trade_rule set valid_to = ${validTo} where regency_id = ${tx.regencyId} and id = ${id}`.execute(
    tx,
  );
}
