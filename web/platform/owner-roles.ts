import { roleNames, roleOf } from '../../server/access/role.ts';
import type { Speech } from './i18n.ts';
import type { Choice } from './ui/inputs.tsx';
import { roleName } from './ui/marks.tsx';

/** The roles a task can wait for: those that may settle one. */
export function ownerRoles(t: Speech['t']): Choice[] {
  return roleNames
    .filter((name) => roleOf(name).permissions.includes('task.settle'))
    .map((name) => ({ value: name, label: roleName(name, t) }));
}
