export { publicationTasks } from './publication.jobs.ts';
export { publish } from './publish.command.ts';
