import type { Change } from '../../server/reporting/change.schema.ts';
import { hasWord, type Speech } from '../platform/i18n.ts';

/** What changed, in words: the kind, then the state, use or name it is about. */
export function changeWords({ kind, about }: Pick<Change, 'kind' | 'about'>, { t, date }: Speech): string {
  const subject = about === null ? '' : aboutWords(kind, about, { t, date });
  return t(`reporting.changes.kinds.${kind}`, { about: subject }).trim();
}

function aboutWords(kind: Change['kind'], about: string, { t, date }: Pick<Speech, 't' | 'date'>): string {
  if (kind === 'facility') return t(`platform.stages.${about as 'none'}`);
  if (kind === 'operation') return t(`platform.operations.${about as 'trading'}`);
  if (kind === 'premises_begun' || kind === 'premises_ended') return t(`cooperatives.options.use.${about}`);
  if (kind === 'task_settled' && hasWord(`reporting.changes.work.${about}`))
    return t(`reporting.changes.work.${about}`);
  return kind === 'snapshot_taken' ? date(about as Parameters<typeof date>[0]) : about;
}
