import type { BusinessDate } from '../../kernel/business-date.ts';
import type { Subject } from '../observation.ts';
import type { SiteUse } from '../site-use.ts';

/** Under which head of the district report a criterion is counted. */
export const topics = [
  'kind',
  'size',
  'water',
  'ground',
  'power_line',
  'legal',
  'in_use',
  'access',
  'condition',
  'utilities',
] as const;
export type Topic = (typeof topics)[number];

/** What a criterion may read besides observations: attributes of the asset, and what follows from them (reading.ts). */
const attributes = {
  object: ['land', 'building'],
  availability: ['offered', 'withdrawn'],
  title: ['clear', 'unclear', 'uncertified', 'disputed'],
  legal_route: ['open', 'after_step', 'closed'],
  present_use: ['idle', 'own_duty', 'used_by_others', 'promised', 'term_ended'],
  land_area: 'number',
  floor_area: 'number',
  lot: 'lot',
} as const;

export type Attribute = keyof typeof attributes;
export type Readable = Subject | Attribute;

/** The words of what is read from an attribute; 'number' for an area in dm². */
export function attributeValues(name: string): readonly string[] | 'number' | 'lot' | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name as Attribute] : undefined;
}

/** What a criterion wants, in the shape of its operator. Lengths are whole dm, areas whole dm². */
export type Wanted =
  | { readonly operator: 'at_least' | 'at_most'; readonly value: number }
  /** A word of `open` leaves the question open: the authority has looked and is not done. All others fail. */
  | { readonly operator: 'one_of'; readonly pass: readonly string[]; readonly open: readonly string[] }
  /** A rectangle that must lie in the lot. */
  | { readonly operator: 'fits'; readonly shortDm: number; readonly longDm: number }
  /** Points from 0 at `worst` to 100 at `best`; for soft criteria. */
  | { readonly operator: 'scale'; readonly worst: number; readonly best: number }
  /** Points of each word, 0 to 100; for soft criteria. */
  | { readonly operator: 'points'; readonly points: Readonly<Record<string, number>> };

/** One thing wanted of a site for a use, as it holds on a day. */
export interface Criterion {
  readonly use: SiteUse;
  readonly code: string;
  readonly seq: number;
  readonly kind: 'hard' | 'soft';
  readonly topic: Topic;
  readonly reads: Readable;
  readonly wanted: Wanted;
  /** Of a soft one; 0 of a hard one. */
  readonly weight: number;
  /** The role that settles it. What the Dinas settles, any survey may tell. */
  readonly authority: string;
  readonly name: string;
  readonly reason: string;
  readonly legalBasis: string;
  readonly standing: 'sourced' | 'secondary' | 'assumption' | 'city';
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate | null;
}

/** A row of the nation's or a city's criteria, dated; `off` asks nothing. */
export interface DatedCriterion extends Omit<Criterion, 'kind'> {
  readonly kind: 'hard' | 'soft' | 'off';
  /** Of a city's rows: of two that begin on one day, the later counts. */
  readonly id?: string;
}

/**
 * The criteria that hold on a day: a city's own row where it has one, else the nation's. Ordered by use, then as on screen.
 * @param national rows of `reference.criterion`; at most one of a use and code holds on a day
 * @param own rows of the city, append-only: the latest beginning counts, then the later id
 */
export function criteriaOn(
  day: BusinessDate,
  national: readonly DatedCriterion[],
  own: readonly DatedCriterion[],
): Criterion[] {
  const holds = ({ validFrom, validTo }: DatedCriterion) => validFrom <= day && (validTo === null || validTo > day);
  const chosen = new Map<string, DatedCriterion>();
  for (const row of national) if (holds(row)) chosen.set(keyOf(row), row);
  const begun = own.filter(({ validFrom }) => validFrom <= day).toSorted(byBeginning);
  const latest = new Map(begun.map((row) => [keyOf(row), row]));
  for (const [key, row] of latest) if (holds(row)) chosen.set(key, row);
  return [...chosen.values()]
    .flatMap(({ id: _, ...row }) => (row.kind === 'off' ? [] : [{ ...row, kind: row.kind }]))
    .toSorted((a, b) => byText(a.use, b.use) || a.seq - b.seq || byText(a.code, b.code));
}

const keyOf = ({ use, code }: DatedCriterion): string => `${use} ${code}`;

function byBeginning(a: DatedCriterion, b: DatedCriterion): number {
  return byText(a.validFrom, b.validFrom) || byText(a.id ?? '', b.id ?? '');
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Whether an observer's word settles a criterion. The office that answers for it does; its head speaks for the Dinas; and what the
 * Dinas settles is what anyone can see on the spot, so every survey tells it.
 */
export function settles(authority: string, observer: string): boolean {
  return authority === observer || authority === 'dinas-officer';
}
