/** What keeps us from working and the person at the console can mend. The message is for them, so it is Indonesian and shown without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
