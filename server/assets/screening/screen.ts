import type { BusinessDate } from '../../kernel/business-date.ts';
import { type SiteUse, siteUses } from '../site-use.ts';
import type { Criterion, Topic, Wanted } from './criterion.ts';
import { fitsIn } from './lot.ts';
import { type Reading, type Routes, read, type SiteFacts } from './reading.ts';

export type FindingState = 'pass' | 'fail' | 'unknown';

/**
 * Why a criterion came out as it did.
 * - `met`, `missed`: decided
 * - `not-known`: nobody has said anything
 * - `undecided`: what is known leaves it open, like a title without a certificate or a landslide that is possible
 * - `reported`: somebody else has seen it, whose word does not settle it
 * - `disagree`: two sources lie on either side of the threshold
 */
export const whys = ['met', 'missed', 'not-known', 'undecided', 'reported', 'disagree'] as const;
export type Why = (typeof whys)[number];

export interface Finding {
  readonly criterion: string;
  readonly kind: 'hard' | 'soft';
  readonly topic: Topic;
  readonly state: FindingState;
  readonly why: Why;
  /** What it is, as far as known: words or numbers in the unit of what is read. */
  readonly is: readonly (string | number)[];
  readonly settledBy: string;
  /** Who said it, where his word does not settle it. */
  readonly reportedBy: string | null;
  readonly weight: number;
  /** Of a soft one, 0 to 100; null while unknown. */
  readonly points: number | null;
}

export interface Screened {
  readonly use: SiteUse;
  readonly outcome: FindingState;
  /** 0 to 100: what is proven of the soft criteria's weight. What is unknown counts nothing, so knowing more never lowers it. */
  readonly score: number;
  /** How much of the soft criteria's weight is known. */
  readonly knownPercent: number;
  readonly findings: readonly Finding[];
}

/** What a day brings besides the facts of a site. */
export interface Measure {
  readonly day: BusinessDate;
  /** As `criteriaOn` gives them for that day. */
  readonly criteria: readonly Criterion[];
  readonly routes: Routes;
}

/** Whether a site will do, for each use, and why. One hard criterion missed is enough to fail; unknown is not failed. */
export function screen(facts: SiteFacts, measure: Measure): Screened[] {
  return siteUses.map((use) => screenFor(use, facts, measure));
}

function screenFor(use: SiteUse, facts: SiteFacts, { day, criteria, routes }: Measure): Screened {
  const findings = criteria
    .filter((criterion) => criterion.use === use)
    .map((criterion) => findingOf(criterion, read(facts, { ...criterion, use, day, routes })));
  return { use, outcome: outcomeOf(findings), ...weigh(findings), findings };
}

/** What a use comes to by its hard criteria. A use of which nothing is asked is unknown: nobody has said what it needs. */
function outcomeOf(findings: readonly Finding[]): FindingState {
  const hard = findings.filter(({ kind }) => kind === 'hard');
  if (hard.some(({ state }) => state === 'fail')) return 'fail';
  return hard.length === 0 || hard.some(({ state }) => state === 'unknown') ? 'unknown' : 'pass';
}

function weigh(findings: readonly Finding[]): { score: number; knownPercent: number } {
  const sum = (each: (finding: Finding) => number) => findings.reduce((total, finding) => total + each(finding), 0);
  const whole = sum(({ weight }) => weight);
  if (whole === 0) return { score: 0, knownPercent: 0 };
  return {
    score: Math.round(sum(({ weight, points }) => weight * (points ?? 0)) / whole),
    knownPercent: Math.round((100 * sum(({ weight, points }) => (points === null ? 0 : weight))) / whole),
  };
}

function findingOf(criterion: Criterion, reading: Reading): Finding {
  const verdict = judge(criterion.wanted, reading);
  const reported = reading.kind === 'nothing' ? reading.reported : undefined;
  const report = reported?.word ?? reported?.number;
  const isReported = verdict.why === 'not-known' && report != null;
  return {
    ...{ criterion: criterion.code, kind: criterion.kind, topic: criterion.topic },
    ...{ state: verdict.state, why: isReported ? 'reported' : verdict.why },
    is: isReported ? [report] : told(reading),
    settledBy: criterion.authority,
    reportedBy: isReported ? (reported?.authority ?? null) : null,
    weight: criterion.kind === 'soft' ? criterion.weight : 0,
    points: criterion.kind === 'soft' ? verdict.points : null,
  };
}

function told(reading: Reading): (string | number)[] {
  if (reading.kind === 'word') return [reading.word];
  if (reading.kind === 'numbers') return [...reading.numbers];
  if (reading.kind === 'lot' && reading.frontageDm !== undefined && reading.depthDm !== undefined)
    return [reading.frontageDm, reading.depthDm];
  return [];
}

interface Verdict {
  readonly state: FindingState;
  readonly why: Why;
  readonly points: number | null;
}

const passed: Verdict = { state: 'pass', why: 'met', points: 100 };
const failed: Verdict = { state: 'fail', why: 'missed', points: 0 };
const unknown = (why: Why): Verdict => ({ state: 'unknown', why, points: null });
/** Of a soft criterion by degrees: all above nothing is met in part. */
const worth = (points: number): Verdict => ({ ...(points > 0 ? passed : failed), points });

function judge(wanted: Wanted, reading: Reading): Verdict {
  if (reading.kind === 'nothing') return unknown('not-known');
  if (reading.kind === 'word') return judgeWord(wanted, reading.word);
  if (reading.kind === 'numbers') return judgeNumbers(wanted, reading.numbers);
  return wanted.operator === 'fits' ? judgeLot(wanted, reading) : unknown('not-known');
}

function judgeWord(wanted: Wanted, word: string): Verdict {
  if (wanted.operator === 'points') {
    const points = wanted.points[word];
    return points === undefined ? unknown('undecided') : worth(points);
  }
  if (wanted.operator !== 'one_of') return unknown('not-known');
  if (wanted.pass.includes(word)) return passed;
  return wanted.open.includes(word) ? unknown('undecided') : failed;
}

function judgeNumbers(wanted: Wanted, numbers: readonly number[]): Verdict {
  if (wanted.operator === 'scale') {
    const { worst, best } = wanted;
    // Of several figures the least favourable counts: the parcel drawn or the area on paper.
    const points = numbers.map((number) => Math.round((100 * (number - worst)) / (best - worst)));
    return worth(Math.min(100, Math.max(0, Math.min(...points))));
  }
  if (wanted.operator !== 'at_least' && wanted.operator !== 'at_most') return unknown('not-known');
  const isMet = (number: number) => (wanted.operator === 'at_least' ? number >= wanted.value : number <= wanted.value);
  if (numbers.every(isMet)) return passed;
  return numbers.some(isMet) ? unknown('disagree') : failed;
}

/** The parcel as drawn, else frontage and depth; of those a single one too short is enough to say no. */
function judgeLot(
  wanted: Extract<Wanted, { operator: 'fits' }>,
  { ring, frontageDm, depthDm }: Extract<Reading, { kind: 'lot' }>,
): Verdict {
  if (ring !== null) return fitsIn(ring, wanted) ? passed : failed;
  const { shortDm, longDm } = wanted;
  const known = [frontageDm, depthDm].filter((each) => each !== undefined);
  if (known.some((each) => each < shortDm)) return failed;
  if (known.length < 2) return unknown('not-known');
  return Math.max(...known) >= longDm ? passed : failed;
}
