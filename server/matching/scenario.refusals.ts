import { refusal } from '../kernel/refusal.ts';

export const scenarioRefusals = {
  notFound: refusal('matching/not-found', 404, () => 'no such scenario, or not yours to see'),
  idReused: refusal<{ id: string }>('matching/id-reused', 409, (d) => `${d.id} already names something else`),
  inFuture: refusal('matching/in-future', 422, () => 'nobody knows the facts of a day to come'),
  pairUnknown: refusal('matching/pair-unknown', 422, () => 'a pair names a cooperative or an asset that is not there'),
  pairTwice: refusal('matching/pair-twice', 422, () => 'a pair is both locked and forbidden, or locked to two assets'),
  lockBreaksRule: refusal<{ cooperative: string; site: string; criterion: string }>(
    'matching/lock-breaks-rule',
    422,
    (d) => `a locked pair does not pass ${d.criterion}`,
  ),
  lockNotAllowed: refusal<{ cooperative: string; site: string; because: string }>(
    'matching/lock-not-allowed',
    422,
    (d) => `a locked pair is kept apart by ${d.because}`,
  ),
  locksCollide: refusal<{ site: string }>('matching/locks-collide', 422, () => 'locked pairs cannot stand together'),
  notSolved: refusal('matching/not-solved', 409, () => 'the scenario has no answer yet'),
  notServed: refusal('matching/not-served', 422, () => 'nothing was chosen, so there is no second best'),
  unproven: refusal('matching/unproven', 422, () => 'its optimum is not proven'),
  isWhatIf: refusal('matching/is-what-if', 422, () => 'it counts unknown criteria as settled'),
};
