export { recordSheet } from './record-sheet.command.ts';
export { stepSheet } from './step-sheet.command.ts';
