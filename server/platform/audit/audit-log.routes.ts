import type { TimeZone } from '../../kernel/business-date.ts';
import { usersById } from '../auth/user.store.ts';
import type { Tx } from '../db/tx.ts';
import { handle } from '../http/handle.ts';
import type { Http } from '../http/http.ts';
import { type AuditEntryShown, listAuditCall } from './audit-log.schema.ts';
import { entriesWhere, type StoredAuditEntry } from './audit-log.store.ts';

/** @param zoneOf the zone of the transaction's regency: days are asked for in it */
export function auditRoutes(http: Http, zoneOf: (tx: Tx) => Promise<TimeZone>): void {
  handle(http, listAuditCall, async ({ tx, actor, query: { limit = 50, ...filters } }) => {
    const zone = await zoneOf(tx);
    const found = await entriesWhere(tx, { reach: actor.reach, zone, asked: { ...filters, limit: limit + 1 } });
    const page = found.slice(0, limit);
    const names = await namesOf(tx, page);
    return {
      rows: page.map((entry) => shown(entry, names)),
      next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  });
}

/** Users belong to no regency, so they are joined here and not in SQL. */
async function namesOf(tx: Tx, entries: readonly StoredAuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(entries.flatMap(({ userId }) => userId ?? []));
  return new Map((await usersById(tx, [...ids])).map(({ id, name }) => [id, name]));
}

function shown(entry: StoredAuditEntry, names: ReadonlyMap<string, string>): AuditEntryShown {
  const { userId, subjectKind, subjectId, detail, ...same } = entry;
  return {
    ...same,
    person: userId === null ? null : { id: userId, name: names.get(userId) ?? userId },
    subject: { kind: subjectKind, id: subjectId },
    detail: { ...detail },
  };
}
