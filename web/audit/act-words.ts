import { parseBusinessDate } from '../../server/kernel/business-date.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import type { AuditEntryShown } from '../../server/platform/audit/audit-log.schema.ts';
import { hasWord, type Speech } from '../platform/i18n.ts';
import { roleName } from '../platform/ui/marks.tsx';

/** The modules whose acts can be asked for by themselves. */
export const auditedModules = [
  'access',
  'catalogue',
  'cooperatives',
  'devices',
  'exchange',
  'files',
  'ledger',
  'matching',
  'opening',
  'partners',
  'procurement',
  'proposals',
  'publication',
  'reference',
  'sales',
  'taskforce',
  'tasks',
] as const;

/** What was done, as a sentence without its subject: `audit.actions.<action>`, filled with what changed. */
export function actWords({ action, detail }: Pick<AuditEntryShown, 'action' | 'detail'>, speech: Speech): string {
  const { t } = speech;
  const key = `audit.actions.${action.replace('/', '.')}`;
  const module = action.split('/')[0] ?? '';
  const filled: Record<string, string> = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, written({ module, name, value }, speech)]),
  );
  return hasWord(key) ? t(key, filled) : t('audit.otherAction', { action });
}

function written(
  { module, name, value }: { module: string; name: string; value: unknown },
  { t, date, rupiah: money, number }: Speech,
): string {
  const option = `${module}.options.${name}.${value}`;
  if (hasWord(option)) return t(option).toLowerCase();
  if (name === 'role') return roleName(String(value), t);
  if (name.endsWith('Idr') && typeof value === 'number') return money(rupiah(value));
  if (typeof value === 'number') return number(value);
  const day = parseBusinessDate(String(value));
  return day === undefined ? String(value ?? '') : date(day);
}
