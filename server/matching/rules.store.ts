import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Central } from '../platform/db/tx.ts';
import type { MatchRule } from './rules.ts';

/** What holds on a day; of one thing the latest beginning. */
export async function matchRulesOn(db: Central, day: BusinessDate): Promise<MatchRule[]> {
  const { rows } = await sql<MatchRule>`
    select distinct on (code, detail) code, detail, value, unit, basis, standing
    from reference.match_rule
    where valid_from <= ${day} and (valid_to is null or valid_to > ${day})
    order by code, detail, valid_from desc
  `.execute(db);
  return rows;
}
