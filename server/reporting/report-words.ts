import type { OperationMark } from './drawing/operation-mark.ts';
import type { Stage } from './drawing/palette.ts';

const workWords: Readonly<Record<string, string>> = {
  'site-sought': 'Mencari lahan',
  'site-screened': 'Menyaring lahan yang ditawarkan',
  'simkopdes-differs': 'Memeriksa perbedaan dengan SIMKOPDES',
};

/** What a task asks for; what a person wrote is taken as it is. */
export function workOf(task: { readonly kind: string; readonly title: string | null }): string {
  return task.title ?? workWords[task.kind] ?? task.kind;
}

const useWords: Readonly<Record<string, string>> = {
  secretariat: 'sekretariat',
  temporary_office: 'kantor sementara',
  outlet: 'gerai',
  warehouse: 'gudang',
};

export function useOf(use: string): string {
  return useWords[use] ?? use;
}

export const stageWords: Readonly<Record<Stage, string>> = {
  none: 'belum ada',
  proposed: 'diusulkan',
  designated: 'ditetapkan',
  under_construction: 'dibangun',
  handed_over: 'diserahkan',
};

export const operationWords: Readonly<Record<OperationMark, string>> = {
  with_partner: 'berjualan, bermitra BUMN',
  trading: 'berjualan',
  not_trading: 'belum berjualan',
  unknown: 'belum diketahui',
};

/** What people read for any code a change is about; codes of states, uses and work do not overlap. */
export const codeWords: Readonly<Record<string, string>> = {
  ...stageWords,
  ...operationWords,
  ...useWords,
  ...workWords,
};
