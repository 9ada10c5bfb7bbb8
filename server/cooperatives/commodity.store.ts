import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Rupiah } from '../kernel/rupiah.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { CommodityShown } from './commodity.schema.ts';

interface CommodityLine {
  readonly code: string;
  readonly name: string;
  readonly goods: 'staples' | 'lpg';
  readonly packLabel: string;
  readonly carried: boolean | null;
  readonly priceIdr: Rupiah | null;
  readonly effectiveOn: BusinessDate | null;
  readonly ruleKind: 'ceiling' | 'list' | null;
  readonly rulePriceIdr: Rupiah | null;
  readonly ruleLegalBasis: string | null;
  readonly sourceName: string | null;
  readonly sourceDate: BusinessDate | null;
  readonly sample: boolean | null;
  readonly recordedAt: string | null;
  readonly recordedRole: string | null;
  readonly onBehalf: boolean | null;
}

/** Every commodity of the catalogue with what this outlet asks for it on a day and what the rules of its zone say. */
export async function commoditiesOn(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  day: BusinessDate,
): Promise<CommodityShown[]> {
  const { rows } = await sql<CommodityLine>`
    with ruling as (select * from catalogue.rules_on(${tx.regencyId}, ${day}))
    select commodity.code, commodity.name, commodity.goods, commodity.pack_label,
      latest.carried, latest.price_idr, latest.effective_on, latest.source_name, latest.source_date, latest.sample,
      latest.recorded_at, latest.recorded_role, latest.on_behalf,
      rule.kind as rule_kind, rule.price_idr as rule_price_idr, rule.legal_basis as rule_legal_basis
    from reference.commodity as commodity
    left join lateral (
      select * from cooperatives.commodity_price as price
      where price.regency_id = ${tx.regencyId} and price.cooperative_id = ${cooperativeId}
        and price.commodity_code = commodity.code and price.effective_on <= ${day}
      order by price.effective_on desc, price.recorded_at desc, price.id desc limit 1
    ) as latest on true
    left join lateral (
      select rule.kind, rule.price_idr, rule.legal_basis from ruling as rule
      where rule.commodity_code = commodity.code and rule.kind in ('ceiling', 'list') order by rule.kind limit 1
    ) as rule on true
    order by commodity.seq
  `.execute(tx);
  return rows.map(shown);
}

function shown(line: CommodityLine): CommodityShown {
  const { code, name, goods, packLabel, priceIdr, sourceName, sourceDate, recordedAt, recordedRole } = line;
  const rule =
    line.ruleKind !== null && line.rulePriceIdr !== null && line.ruleLegalBasis !== null
      ? { kind: line.ruleKind, priceIdr: line.rulePriceIdr, legalBasis: line.ruleLegalBasis }
      : null;
  return {
    commodity: { code, name, goods, packLabel },
    carried: line.carried ?? false,
    priceIdr,
    effectiveOn: line.effectiveOn,
    rule,
    aboveRule: rule !== null && priceIdr !== null && priceIdr > rule.priceIdr,
    source:
      sourceName !== null && sourceDate !== null
        ? { name: sourceName, date: sourceDate, sample: line.sample ?? false }
        : null,
    recorded:
      recordedAt !== null && recordedRole !== null
        ? { at: recordedAt, role: recordedRole, onBehalf: line.onBehalf ?? false }
        : null,
  };
}
