import { sql } from 'kysely';
import { addDays, type BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/tx.ts';
import type { RequirementShown } from './requirement.schema.ts';

/** From this many days before it expires an item is shown as expiring. */
const expiringDays = 90;

interface RequirementLine {
  readonly kind: string;
  readonly name: string;
  readonly evidence: string;
  readonly legalBasis: string;
  readonly met: boolean | null;
  readonly metOn: BusinessDate | null;
  readonly number: string | null;
  readonly expiresOn: BusinessDate | null;
  readonly fileId: Id<'file'> | null;
  readonly note: string | null;
  readonly recordedAt: string | null;
  readonly recordedRole: string | null;
  readonly onBehalf: boolean | null;
  readonly sourceName: string | null;
  readonly sourceDate: BusinessDate | null;
  readonly sample: boolean | null;
}

/** Every item the rules of the day ask for, with the latest record about it. */
export async function requirementsOf(
  tx: Tx,
  cooperativeId: Id<'cooperative'>,
  today: BusinessDate,
): Promise<RequirementShown[]> {
  const { rows } = await sql<RequirementLine>`
    select kind.code as kind, kind.name, kind.evidence, kind.legal_basis, latest.met, latest.met_on, latest.number, latest.expires_on,
      latest.file_id, latest.note, latest.recorded_at, latest.recorded_role, latest.on_behalf, latest.source_name, latest.source_date, latest.sample
    from reference.requirement_kind as kind
    left join lateral (
      select * from cooperatives.requirement as record
      where record.regency_id = ${tx.regencyId} and record.cooperative_id = ${cooperativeId} and record.kind = kind.code
      order by record.recorded_at desc, record.id desc limit 1
    ) as latest on true
    where kind.valid_from <= ${today} and (kind.valid_to is null or kind.valid_to > ${today})
    order by kind.seq
  `.execute(tx);
  return rows.map((line) => shown(line, today));
}

function shown(line: RequirementLine, today: BusinessDate): RequirementShown {
  const { kind, name, evidence, legalBasis } = line;
  const blank = {
    kind,
    name,
    evidence,
    legalBasis,
    metOn: null,
    number: null,
    expiresOn: null,
    fileId: null,
    note: null,
  };
  const { met, recordedAt, recordedRole, onBehalf, sourceName, sourceDate, sample } = line;
  if (met === null || recordedAt === null || recordedRole === null || sourceName === null || sourceDate === null) {
    return { ...blank, standing: 'missing', source: null, recorded: null };
  }
  return {
    ...blank,
    standing: standingOf(met, line.expiresOn, today),
    metOn: line.metOn,
    number: line.number,
    expiresOn: line.expiresOn,
    fileId: line.fileId,
    note: line.note,
    source: { name: sourceName, date: sourceDate, sample: sample ?? false },
    recorded: { at: recordedAt, role: recordedRole, onBehalf: onBehalf ?? false },
  };
}

function standingOf(met: boolean, expiresOn: BusinessDate | null, today: BusinessDate): RequirementShown['standing'] {
  if (!met) return 'missing';
  if (expiresOn === null) return 'met';
  if (expiresOn <= today) return 'expired';
  return expiresOn <= addDays(today, expiringDays) ? 'expiring' : 'met';
}

export async function isRequirement(tx: Tx, kind: string, day: BusinessDate): Promise<boolean> {
  const row = await tx
    .selectFrom('reference.requirementKind')
    .select('code')
    .where('code', '=', kind)
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', day)]))
    .executeTakeFirst();
  return row !== undefined;
}
