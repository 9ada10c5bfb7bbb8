import type { BusinessDate } from '../../kernel/business-date.ts';
import { refusal } from '../../kernel/refusal.ts';

export const screeningRefusals = {
  notYoursToSettle: refusal<{ settledBy: readonly string[] }>(
    'assets/not-yours-to-settle',
    403,
    ({ settledBy }) => `settled by ${settledBy.join(', ')}`,
  ),
  nobodyAsks: refusal<{ subject: string }>(
    'assets/nobody-asks',
    422,
    ({ subject }) => `no criterion of today reads ${subject}`,
  ),
  evidenceNotFound: refusal('assets/evidence-not-found', 404, () => 'no such file within reach'),
  criterionUnknown: refusal<{ code: string }>(
    'assets/criterion-unknown',
    404,
    ({ code }) => `no criterion ${code}, and nothing said of what it reads`,
  ),
  criterionNotFound: refusal('assets/criterion-not-found', 404, () => 'the city has no such criterion'),
  criterionIdReused: refusal<{ id: string }>(
    'assets/criterion-id-reused',
    409,
    ({ id }) => `id ${id} already names something else`,
  ),
  criterionInPast: refusal<{ today: BusinessDate }>(
    'assets/criterion-in-past',
    422,
    ({ today }) => `a criterion changes from ${today} on`,
  ),
  criterionDates: refusal('assets/criterion-dates', 422, () => 'a criterion ends after it began'),
  criterionShape: refusal<{ reads: string }>(
    'assets/criterion-shape',
    422,
    ({ reads }) => `what is wanted does not suit ${reads}`,
  ),
};
