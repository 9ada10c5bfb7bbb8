export { describeImport } from './import-report.ts';
export { importSimkopdesPublic } from './import-simkopdes-public.command.ts';
