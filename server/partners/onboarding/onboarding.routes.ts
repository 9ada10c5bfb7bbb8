import { dayAsked } from '../../kernel/actor.ts';
import { pageOf } from '../../kernel/page.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { partnerRefusals } from '../partner.refusals.ts';
import { openOnboarding, recordOnboarding, takeUpOnboarding } from './keep-onboardings.command.ts';
import {
  getOnboardingCall,
  listOnboardingsCall,
  listProgrammesCall,
  openOnboardingCall,
  recordOnboardingCall,
  takeUpOnboardingCall,
} from './onboarding.schema.ts';
import { knownOnboardings, programmesOn, shownOf } from './onboarding.store.ts';

export function onboardingRoutes(http: Http): void {
  handle(http, listOnboardingsCall, async ({ tx, actor, query }) => {
    const { cooperativeId, partnerId, status, waitsOn } = query;
    const day = dayAsked(actor, query.asOf);
    const known = await knownOnboardings(tx, day, {
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(partnerId === undefined ? {} : { partnerId }),
    });
    const rows = known
      .filter(({ standing }) => status === undefined || standing.status === status)
      .filter(({ standing }) => waitsOn === undefined || standing.waitsOn === waitsOn)
      .map((each) => shownOf(each, day));
    return pageOf(rows.toSorted(longestFirst), query);
  });
  handle(http, getOnboardingCall, async ({ tx, actor, params }) => {
    const [known] = await knownOnboardings(tx, actor.today, { id: params.id });
    if (known === undefined) throw partnerRefusals.notFound({});
    const doneOn = new Map(known.actions.map(({ step, happenedOn }) => [step, happenedOn]));
    return {
      ...shownOf(known, actor.today),
      steps: known.steps.map(({ code, seq, name, askedOf, stage, source }) => ({
        ...{ code, seq, name, askedOf, stage, source, doneOn: doneOn.get(code) ?? null },
      })),
      actions: known.actions.map(({ id, outcome, step, happenedOn, waitsOn, note, recordedRole, onBehalf }) => ({
        ...{ id, outcome, step, happenedOn, waitsOn, note, recordedRole, onBehalf },
      })),
    };
  });
  handle(http, listProgrammesCall, async ({ tx, actor }) => ({
    rows: (await programmesOn(tx, actor.today)).map(({ code, name, partnerId, partnerName }) => ({
      ...{ code, name, partner: { id: partnerId, name: partnerName } },
    })),
  }));
  handle(http, openOnboardingCall, async ({ tx, actor, body }) => {
    await openOnboarding(tx, actor, body, { today: actor.today });
    return null;
  });
  handle(http, recordOnboardingCall, async ({ tx, actor, params, body }) => {
    await recordOnboarding(tx, actor, params.id, body, actor.today);
    return null;
  });
  handle(http, takeUpOnboardingCall, async ({ tx, actor, params, body }) => {
    await takeUpOnboarding(tx, actor, params.id, body.id);
    return null;
  });
}

/** What runs before what is over; of that, who has waited longest. */
function longestFirst(a: { days: number | null }, b: { days: number | null }): number {
  return (b.days ?? -1) - (a.days ?? -1);
}
