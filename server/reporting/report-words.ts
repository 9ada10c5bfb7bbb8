import * as words from '../kernel/state-words.ts';
import type { OperationMark } from './drawing/operation-mark.ts';
import type { Stage } from './drawing/palette.ts';

/** What a task asks for; what a person wrote is taken as it is. */
export function workOf(task: { readonly kind: string; readonly title: string | null }): string {
  return task.title ?? words.taskWords[task.kind] ?? task.kind;
}

export const stageWords: Readonly<Record<Stage, string>> = words.facilityWords;

export const operationWords: Readonly<Record<OperationMark, string>> = {
  with_partner: 'berjualan, bermitra BUMN',
  ...words.operationWords,
};

/** What people read for any code a change is about; codes of states, uses and work do not overlap. */
export const codeWords: Readonly<Record<string, string>> = {
  ...stageWords,
  ...operationWords,
  ...words.useWords,
  ...words.taskWords,
};
