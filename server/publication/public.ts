export { publish } from './publish.command.ts';
