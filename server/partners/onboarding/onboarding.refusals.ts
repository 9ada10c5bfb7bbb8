import type { BusinessDate } from '../../kernel/business-date.ts';
import { refusal } from '../../kernel/refusal.ts';

export const onboardingRefusals = {
  unknownProgramme: refusal('partners/unknown-programme', 422, () => 'no such programme on the day it was opened'),
  alreadyUnderWay: refusal<{ since: BusinessDate }>(
    'partners/onboarding-under-way',
    409,
    (d) => `the cooperative is on this way since ${d.since}`,
  ),
  isOver: refusal<{ since: BusinessDate }>('partners/onboarding-over', 409, (d) => `it was over on ${d.since}`),
  unknownStep: refusal('partners/unknown-step', 422, () => 'the programme has no such step'),
  stepDone: refusal<{ on: BusinessDate }>('partners/step-already-done', 409, (d) => `the step was done on ${d.on}`),
  oddAction: refusal(
    'partners/odd-action',
    422,
    () => 'a step belongs to what is done, whom it waits for to what is held, and why to everything but what is done',
  ),
  inFuture: refusal('partners/in-future', 422, () => 'the day is still to come'),
  beforeOpening: refusal('partners/before-opening', 422, () => 'the onboarding was opened later'),
  nothingReached: refusal(
    'partners/nothing-reached',
    409,
    () => 'the partnership on record is as far as the onboarding',
  ),
};
