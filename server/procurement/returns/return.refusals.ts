import { refusal } from '../../kernel/refusal.ts';

export const returnRefusals = {
  moreThanReceived: refusal<{ seq: number; leftBase: number }>(
    'procurement/more-than-received',
    422,
    (d) => `line ${d.seq}: ${d.leftBase} that came are still there to go back`,
  ),
};
