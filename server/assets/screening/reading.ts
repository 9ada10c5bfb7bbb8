import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Subject } from '../observation.ts';
import type { SiteUse } from '../site-use.ts';
import { type Readable, settles } from './criterion.ts';
import type { Ring } from './lot.ts';

/** What is known of an asset: its attributes as of now and, of each subject, the last word of every observer. */
export interface SiteFacts {
  readonly object: string;
  readonly ownerKind: string;
  readonly landAreaDm2: number | null;
  readonly parcelAreaDm2: number | null;
  readonly floorAreaDm2: number | null;
  readonly parcel: Ring | null;
  readonly certificateNumber: string | null;
  readonly currentUse: string;
  readonly usedUntil: BusinessDate | null;
  readonly withdrawnOn: BusinessDate | null;
  readonly registerCondition: string | null;
  readonly observations: readonly Seen[];
}

export interface Seen {
  readonly subject: string;
  readonly word: string | null;
  readonly number: number | null;
  readonly observedOn: BusinessDate;
  /** The role whose word it is. */
  readonly authority: string;
}

/** By whose property and use, whether a cooperative has a lawful way to it: the best of the routes of the day. */
export type Routes = ReadonlyMap<string, 'open' | 'after_step' | 'closed'>;

export const routeKey = (ownerKind: string, use: SiteUse): string => `${ownerKind} ${use}`;

/** What one criterion finds in the facts. */
export type Reading =
  | { readonly kind: 'word'; readonly word: string }
  /** More than one where sources differ: the register's area and the parcel's. */
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | {
      readonly kind: 'lot';
      readonly ring: Ring | null;
      readonly frontageDm: number | undefined;
      readonly depthDm: number | undefined;
    }
  /** Nobody whose word counts has said anything; somebody else may have. */
  | { readonly kind: 'nothing'; readonly reported: Seen | undefined };

export interface Asked {
  readonly use: SiteUse;
  readonly reads: Readable;
  readonly authority: string;
  readonly day: BusinessDate;
  readonly routes: Routes;
}

/** Reads what a criterion asks for out of the facts. */
export function read(facts: SiteFacts, asked: Asked): Reading {
  const { reads, authority, day } = asked;
  const lastOf = (subject: Subject) => lastAccepted(facts.observations, subject, authority);
  switch (reads) {
    case 'object':
      return word(facts.object);
    case 'availability':
      return word(facts.withdrawnOn !== null && facts.withdrawnOn <= day ? 'withdrawn' : 'offered');
    case 'present_use':
      return presentUse(facts, day);
    case 'title':
      return title(facts, authority);
    case 'legal_route':
      return legalRoute(facts, asked);
    case 'land_area':
      return numbers([facts.landAreaDm2, facts.parcelAreaDm2]);
    case 'floor_area':
      return numbers([facts.floorAreaDm2]);
    case 'lot': {
      const [frontage, depth] = [lastOf('frontage_dm'), lastOf('depth_dm')];
      return {
        ...{ kind: 'lot', ring: facts.parcel },
        ...{ frontageDm: frontage?.number ?? undefined, depthDm: depth?.number ?? undefined },
      };
    }
    case 'building_condition':
      return seenOr(facts, reads, authority, facts.registerCondition);
    default:
      return seenOr(facts, reads, authority, null);
  }
}

const word = (text: string): Reading => ({ kind: 'word', word: text });

function numbers(given: readonly (number | null)[]): Reading {
  const known = given.filter((each) => each !== null);
  return known.length === 0 ? { kind: 'nothing', reported: undefined } : { kind: 'numbers', numbers: known };
}

/** A term that is over ends the use on paper; whether the place is free somebody must still say. */
function presentUse({ currentUse, usedUntil }: SiteFacts, day: BusinessDate): Reading {
  if (currentUse === 'unknown') return { kind: 'nothing', reported: undefined };
  const isForATerm = currentUse === 'used_by_others' || currentUse === 'promised';
  return word(isForATerm && usedUntil !== null && usedUntil < day ? 'term_ended' : currentUse);
}

/**
 * What BKAD says of the title; where it has said nothing, a certificate speaks for itself, and the city's own land without one is
 * uncertified, not disputed. Somebody else's report of a dispute waits for BKAD.
 */
function title(facts: SiteFacts, authority: string): Reading {
  const said = lastAccepted(facts.observations, 'title', authority);
  if (said?.word != null) return word(said.word);
  const reported = lastReported(facts.observations, 'title');
  if (reported?.word === 'disputed') return { kind: 'nothing', reported };
  if (facts.certificateNumber !== null) return word('clear');
  return facts.ownerKind === 'regency' ? word('uncertified') : { kind: 'nothing', reported };
}

/** The law's way, as far as the owner goes along with it. */
function legalRoute(facts: SiteFacts, { use, authority, routes }: Asked): Reading {
  const route = routes.get(routeKey(facts.ownerKind, use));
  if (route === undefined) return { kind: 'nothing', reported: undefined };
  const consent = lastAccepted(facts.observations, 'owner_consent', authority)?.word;
  if (consent === 'refused') return word('closed');
  return word(route === 'after_step' && consent === 'agreed' ? 'open' : route);
}

function seenOr(facts: SiteFacts, subject: Subject, authority: string, registered: string | null): Reading {
  const said = lastAccepted(facts.observations, subject, authority);
  if (said?.word != null) return word(said.word);
  if (said?.number != null) return { kind: 'numbers', numbers: [said.number] };
  if (registered !== null) return word(registered);
  return { kind: 'nothing', reported: lastReported(facts.observations, subject) };
}

function lastAccepted(observations: readonly Seen[], subject: Subject, authority: string): Seen | undefined {
  return lastOf(observations.filter((seen) => seen.subject === subject && settles(authority, seen.authority)));
}

function lastReported(observations: readonly Seen[], subject: Subject): Seen | undefined {
  return lastOf(observations.filter((seen) => seen.subject === subject));
}

/** The latest day; of one day the later in the order given, which is the order of their ids. */
function lastOf(observations: readonly Seen[]): Seen | undefined {
  return observations.reduce<Seen | undefined>(
    (last, seen) => (last === undefined || seen.observedOn >= last.observedOn ? seen : last),
    undefined,
  );
}
