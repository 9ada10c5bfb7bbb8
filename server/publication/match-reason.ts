import type * as matching from '../matching/public.ts';

/** Why a kelurahan has no lot yet, in a word of the public pages, and how many of how many assets it is about. */
export interface MatchReason {
  readonly reason:
    | 'noSite'
    | 'siteTaken'
    | 'siteSmall'
    | 'siteRisky'
    | 'siteInUse'
    | 'siteTitle'
    | 'siteOpen'
    | 'siteOther';
  readonly count: number;
  readonly looked: number;
}

const reasonOf: Readonly<Record<string, MatchReason['reason']>> = {
  land_area: 'siteSmall',
  floor_area: 'siteSmall',
  flood: 'siteRisky',
  mangrove: 'siteRisky',
  landslide: 'siteRisky',
  slope: 'siteRisky',
  soil: 'siteRisky',
  cut_and_fill: 'siteRisky',
  power_line: 'siteRisky',
  present_use: 'siteInUse',
  availability: 'siteInUse',
  title: 'siteTitle',
  legal_route: 'siteTitle',
};

/** The commonest hindrance: what most of the assets fall to. What is still to be examined is said as such. */
export function matchReason({ looked, fallen }: matching.UnservedBecause): MatchReason {
  const counts = new Map<MatchReason['reason'], number>();
  for (const { because, criterion, state, count } of fallen) {
    const word = state === 'unknown' || because === 'not-screened' ? 'siteOpen' : named(because, criterion);
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const [first] = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b, 'id'));
  return first === undefined ? { reason: 'noSite', count: 0, looked } : { reason: first[0], count: first[1], looked };
}

function named(because: string, criterion: string | null): MatchReason['reason'] {
  if (because === 'taken') return 'siteTaken';
  return reasonOf[criterion ?? ''] ?? 'siteOther';
}
