import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import type { AssetsCriterion } from '../../platform/db/schema.generated.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { SiteUse } from '../site-use.ts';
import { type Criterion, criteriaOn, type DatedCriterion, type Wanted } from './criterion.ts';
import { type Routes, routeKey } from './reading.ts';
import type { Measure } from './screen.ts';

/** What sites are measured by on a day, under a name that changes with it. */
export interface NamedMeasure extends Measure {
  readonly version: string;
}

export async function measureOn(tx: Tx, day: BusinessDate): Promise<NamedMeasure> {
  const { national, own } = await datedCriteria(tx);
  const criteria = criteriaOn(day, national, own);
  const routes = await routesOn(tx, day);
  return { day, criteria, routes, version: versionOf(criteria, routes) };
}

/** Names a set of criteria by what decides with them; of words and sources it knows nothing. */
function versionOf(criteria: readonly Criterion[], routes: Routes): string {
  const decisive = criteria.map(({ use, code, kind, topic, reads, wanted, weight, authority }) => [
    ...[use, code, kind, topic, reads, weight, authority],
    wanted,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([decisive, [...routes]]))
    .digest('hex')
    .slice(0, 12);
}

/** All rows, dated, of the nation and of the city. */
export async function datedCriteria(tx: Tx): Promise<{ national: DatedCriterion[]; own: DatedCriterion[] }> {
  const national = await tx.selectFrom('reference.criterion').selectAll().orderBy('use').orderBy('seq').execute();
  const own = await tx
    .selectFrom('assets.criterion')
    .selectAll()
    .where('regencyId', '=', tx.regencyId)
    .orderBy('id')
    .execute();
  return {
    national: national.map(({ standing, ...row }) => criterionOf(row, standing as Criterion['standing'])),
    own: own.map((row) => ({ ...criterionOf(row, 'city'), id: row.id })),
  };
}

type StoredCriterion = Pick<
  { [K in keyof AssetsCriterion]: unknown },
  'use' | 'kind' | 'topic' | 'reads' | 'operator' | 'wanted'
> & {
  readonly code: string;
  readonly seq: number;
  readonly weight: number | null;
  readonly authority: string;
  readonly name: string;
  readonly reason: string;
  readonly legalBasis: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate | null;
};

/** The database holds what the migration or `keepCriterion` wrote, both of which know the shapes. */
function criterionOf(row: StoredCriterion, standing: Criterion['standing']): DatedCriterion {
  const { code, seq, authority, name, reason, legalBasis, validFrom, validTo } = row;
  return {
    use: row.use as SiteUse,
    kind: row.kind as DatedCriterion['kind'],
    topic: row.topic as Criterion['topic'],
    reads: row.reads as Criterion['reads'],
    wanted: { operator: row.operator, ...(row.wanted as object) } as Wanted,
    weight: row.weight ?? 0,
    ...{ code, seq, authority, name, reason, legalBasis, standing, validFrom, validTo },
  };
}

/** By owner and use the best of the routes that hold on a day. */
async function routesOn(tx: Tx, day: BusinessDate): Promise<Routes> {
  const best = { open: 0, after_step: 1, closed: 2 } as const;
  const routes = new Map<string, keyof typeof best>();
  for (const { ownerKind, use, feasibility } of await legalRoutesOn(tx, day)) {
    const key = routeKey(ownerKind, use);
    const there = routes.get(key);
    if (there === undefined || best[feasibility] < best[there]) routes.set(key, feasibility);
  }
  return routes;
}

export interface LegalRoute {
  readonly ownerKind: string;
  readonly use: SiteUse;
  readonly route: string;
  readonly feasibility: 'open' | 'after_step' | 'closed';
  readonly decidedBy: string;
  readonly term: string | null;
  readonly firstStep: string | null;
  readonly legalBasis: string;
  readonly standing: string;
  readonly validFrom: BusinessDate;
}

/** Every way a cooperative might come to use a property, the closed ones too, with who decides; what this city decided goes before the nation's. */
export async function legalRoutesOn(tx: Tx, day: BusinessDate): Promise<LegalRoute[]> {
  const { rows } = await sql<LegalRoute>`
    select owner_kind, use, route, feasibility, decided_by, term, first_step, legal_basis, standing, valid_from from (
      select distinct on (owner_kind, use, route) * from reference.legal_route
      where valid_from <= ${day} and (valid_to is null or valid_to > ${day}) and city_code in ('', (
        select code from reference.region_code where region_id = ${tx.regencyId} and authority = 'kemendagri'
          and valid_from <= ${day} and valid_to > ${day}))
      order by owner_kind, use, route, city_code desc, valid_from desc) as held
    order by owner_kind, use, seq
  `.execute(tx);
  return rows;
}

/** A city's own row, if it began and has not ended before a day; locked until the transaction ends. */
export async function lockCriterion(
  tx: Tx,
  id: Id<'criterion'>,
): Promise<{ use: string; code: string; validFrom: BusinessDate; validTo: BusinessDate | null } | undefined> {
  return await tx
    .selectFrom('assets.criterion')
    .select(['use', 'code', 'validFrom', 'validTo'])
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function endCriterion(tx: Tx, id: Id<'criterion'>, validTo: BusinessDate): Promise<void> {
  await tx
    .updateTable('assets.criterion')
    .set({ validTo })
    .where('regencyId', '=', tx.regencyId)
    .where('id', '=', id)
    .execute();
}
