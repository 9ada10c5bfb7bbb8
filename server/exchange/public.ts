export { describeImport, describeProblem } from './import-report.ts';
export { importSimkopdesPublic } from './import-simkopdes-public.command.ts';
export type { Problem } from './simkopdes-problem.ts';
