import { refusal } from '../../kernel/refusal.ts';

export const keptReportRefusals = {
  idReused: refusal('reporting/id-reused', 409, () => 'another report has this id'),
  numberTaken: refusal<{ number: string }>(
    'reporting/number-taken',
    409,
    (d) => `somebody just kept report ${d.number}`,
  ),
};
