import type { BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';

export const officerBodies = ['board', 'supervisors'] as const;
export const officerPosts = [
  'chair',
  'vice_chair_business',
  'vice_chair_membership',
  'secretary',
  'treasurer',
  'member',
] as const;

/** What the rules on board and supervisors do not allow (docs/rules/cooperatives.md). Shown as warnings: the facts stand as they are. */
export const boardWarnings = [
  'kinship',
  'two_hats',
  'board_even',
  'board_too_small',
  'no_chair',
  'two_chairs',
  'third_term',
  'term_too_long',
] as const;
export type BoardWarning = (typeof boardWarnings)[number];

const boardMin = 3; // Juklak Menkop 1/2025 pasal 16
const termYearsMax = 5; // UU 25/1992 pasal 29
const termsMax = 2; // Juklak Menkop 1/2025 pasal 16 and 18

interface Officer {
  readonly id: Id<'officer'>;
  readonly name: string;
  readonly body: (typeof officerBodies)[number];
  readonly post: (typeof officerPosts)[number];
  readonly termFrom: BusinessDate;
  readonly termTo: BusinessDate | null;
}

export interface Warning {
  readonly kind: BoardWarning;
  readonly officerIds: Id<'officer'>[];
}

export function inOffice(officer: Pick<Officer, 'termFrom' | 'termTo'>, day: BusinessDate): boolean {
  return officer.termFrom <= day && (officer.termTo === null || officer.termTo > day);
}

/**
 * What is wrong with who sits where on a day: related people, one person in both bodies, a board that is even or under three,
 * a body without chair or with several, a third term in the same post, a term over five years.
 * People are told apart by name, as nothing better is known of them here.
 */
export function warningsOn(
  day: BusinessDate,
  officers: readonly Officer[],
  kinship: readonly { readonly officerId: Id<'officer'>; readonly relativeId: Id<'officer'> }[],
): Warning[] {
  const sitting = officers.filter((officer) => inOffice(officer, day));
  if (sitting.length === 0) return [];
  const ids = new Set(sitting.map((officer) => officer.id));
  const related = kinship.filter((pair) => ids.has(pair.officerId) && ids.has(pair.relativeId));
  return [
    ...related.map((pair): Warning => ({ kind: 'kinship', officerIds: [pair.officerId, pair.relativeId] })),
    ...twoHats(sitting),
    ...bodySize(sitting),
    ...sitting.filter((officer) => earlierTerms(officer, officers) >= termsMax).map(warning('third_term')),
    ...sitting.filter(isTooLong).map(warning('term_too_long')),
  ];
}

function twoHats(sitting: readonly Officer[]): Warning[] {
  const byPerson = Map.groupBy(sitting, (officer) => personKey(officer.name));
  return [...byPerson.values()]
    .filter((hats) => hats.length > 1)
    .map((hats) => ({ kind: 'two_hats', officerIds: hats.map((officer) => officer.id) }));
}

function bodySize(sitting: readonly Officer[]): Warning[] {
  const board = sitting.filter((officer) => officer.body === 'board');
  const bodies = officerBodies.filter((body) => sitting.some((officer) => officer.body === body));
  const membersOf = (body: Officer['body']) => sitting.filter((officer) => officer.body === body);
  const chairsOf = (body: Officer['body']) => membersOf(body).filter((officer) => officer.post === 'chair');
  return [
    ...(board.length > 0 && board.length < boardMin ? [all('board_too_small', board)] : []),
    ...(board.length > 0 && board.length % 2 === 0 ? [all('board_even', board)] : []),
    ...bodies.filter((body) => chairsOf(body).length === 0).map((body) => all('no_chair', membersOf(body))),
    ...bodies.filter((body) => chairsOf(body).length > 1).map((body) => all('two_chairs', chairsOf(body))),
  ];
}

function earlierTerms(officer: Officer, all: readonly Officer[]): number {
  return all.filter(
    (other) =>
      personKey(other.name) === personKey(officer.name) &&
      other.body === officer.body &&
      other.post === officer.post &&
      other.termFrom < officer.termFrom,
  ).length;
}

function isTooLong({ termFrom, termTo }: Officer): boolean {
  if (termTo === null) return false;
  return termTo > Temporal.PlainDate.from(termFrom).add({ years: termYearsMax }).toString();
}

function personKey(name: string): string {
  return name.toLocaleLowerCase('id').replaceAll(/[^a-z]/g, '');
}

const warning =
  (kind: BoardWarning) =>
  (officer: Officer): Warning => ({ kind, officerIds: [officer.id] });

const all = (kind: BoardWarning, officers: readonly Officer[]): Warning => ({
  kind,
  officerIds: officers.map((officer) => officer.id),
});
