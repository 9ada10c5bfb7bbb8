import type { Actor } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { addFile } from '../../platform/files/add-file.command.ts';
import type { NewFile } from '../../platform/files/file.store.ts';
import type { Vault } from '../../platform/files/vault.ts';
import type { KeptReport } from './kept-report.schema.ts';
import { insertReport, keptReports, type NewReport } from './kept-report.store.ts';

/**
 * Keeps a report whose paper is safe in the vault.
 * @throws reporting/number-taken, reporting/id-reused
 */
export async function keepReport(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  { file, ...report }: Omit<NewReport, 'fileId'> & { readonly file: NewFile },
): Promise<KeptReport> {
  await addFile(tx, vault, actor, file);
  await insertReport(tx, { ...report, fileId: file.id }, actor);
  const { id, asOf, number, year } = report;
  await audit(tx, actor, 'reporting/keep-weekly-report', {
    kind: 'reporting/weekly-report',
    id,
    detail: { number: `${number}/${year}`, asOf, sha256: file.sha256 },
  });
  const [kept] = await keptReports(tx, id);
  return present(kept, 'the report just kept');
}
