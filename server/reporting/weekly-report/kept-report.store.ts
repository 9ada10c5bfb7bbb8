import { sql } from 'kysely';
import { type BusinessDate, weekOf } from '../../kernel/business-date.ts';
import type { Id } from '../../kernel/ids.ts';
import { onConstraint } from '../../platform/db/outage.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { keptReportRefusals } from './kept-report.refusals.ts';
import type { KeptReport } from './kept-report.schema.ts';

export interface NewReport {
  readonly id: Id<'report'>;
  readonly year: number;
  readonly number: number;
  readonly asOf: BusinessDate;
  readonly fileId: Id<'file'>;
  readonly seal: KeptReport['seal'];
}

/** The reports the reader may see, the newest first; one city makes about 52 a year. */
export async function keptReports(tx: Tx, id?: Id<'report'>): Promise<KeptReport[]> {
  const { rows } = await sql<Omit<KeptReport, 'week'>>`
    select report.id, report.number || '/' || report.year as number, report.as_of, report.made_at, report.made_role, report.file_id,
      file.sha256, case when seal_seq is not null then jsonb_build_object('seq', seal_seq, 'hash', seal_hash) end as seal
    from reporting.weekly_report as report
    join platform.file on file.regency_id = ${tx.regencyId} and file.id = report.file_id
    where report.regency_id = ${tx.regencyId} and (${id ?? null}::uuid is null or report.id = ${id ?? null}::uuid)
    order by report.year desc, report.number desc
  `.execute(tx);
  return rows.map((row) => ({ ...row, week: weekOf(row.asOf) }));
}

/** The number that the next report of a year gets. */
export async function nextNumber(tx: Tx, year: number): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from reporting.weekly_report where regency_id = ${tx.regencyId} and year = ${year}
  `.execute(tx);
  return rows[0]?.next ?? 1;
}

/** @throws reporting/number-taken when another report got the number since it was read, reporting/id-reused */
export async function insertReport(tx: Tx, report: NewReport, by: { userId: string; role: string }): Promise<void> {
  await tx
    .insertInto('reporting.weeklyReport')
    .values({
      regencyId: tx.regencyId,
      id: report.id,
      year: report.year,
      number: report.number,
      asOf: report.asOf,
      madeBy: by.userId,
      madeRole: by.role,
      fileId: report.fileId,
      sealSeq: report.seal?.seq ?? null,
      sealHash: report.seal?.hash ?? null,
    })
    .execute()
    .catch(
      onConstraint({
        weekly_report_number_once: () => keptReportRefusals.numberTaken({ number: `${report.number}/${report.year}` }),
        weekly_report_pk: () => keptReportRefusals.idReused({}),
      }),
    );
}
