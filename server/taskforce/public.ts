export { addDecision, addMeeting } from './keep-meetings.command.ts';
