import type { BusinessDate } from '../../kernel/business-date.ts';
import type { ReplyOf } from '../../kernel/call.ts';
import { type SiteUse, siteUses } from '../site-use.ts';
import type { Criterion } from './criterion.ts';
import type { Finding, Screened } from './screen.ts';
import type { CellShown, CriterionShown, getScreeningCall } from './screening.schema.ts';

type Matrix = ReplyOf<typeof getScreeningCall>;

/** What was kept of one use on a day. */
interface Kept {
  readonly use: SiteUse;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly score: number;
  readonly knownPercent: number;
  readonly validFrom: BusinessDate;
  readonly reasons: readonly {
    readonly criterion: string;
    readonly state: 'fail' | 'unknown';
    readonly why: Finding['why'];
    readonly is: readonly (string | number)[];
    readonly reportedBy: string | null;
  }[];
}

/** The head of the matrix: what each use came to, as kept. */
export function usesOf(kept: readonly Kept[]): Matrix['uses'] {
  return siteUses.map((use) => {
    const result = kept.find((each) => each.use === use);
    if (result === undefined) return { use, outcome: null, score: 0, knownPercent: 0, since: null };
    const { outcome, score, knownPercent, validFrom } = result;
    return { use, outcome, score, knownPercent, since: validFrom };
  });
}

/** The matrix of today: every criterion with what it found. */
export function rowsOfToday(criteria: readonly Criterion[], screened: readonly Screened[]): Matrix['rows'] {
  return rowsOf(criteria, (criterion) => {
    const findings = screened.find(({ use }) => use === criterion.use)?.findings;
    const finding = findings?.find((each) => each.criterion === criterion.code);
    if (finding === undefined) return [];
    const { state, why, is, reportedBy, points } = finding;
    return [{ use: criterion.use, state, why, is: [...is], reportedBy, points, criterion: criterionShown(criterion) }];
  });
}

/** The matrix of a past day, of which what was not met was kept: the other hard criteria of that day were. */
export function rowsOfPast(criteria: readonly Criterion[], kept: readonly Kept[]): Matrix['rows'] {
  return rowsOf(
    criteria.filter(({ kind }) => kind === 'hard'),
    (criterion) => {
      const result = kept.find(({ use }) => use === criterion.use);
      if (result === undefined) return [];
      const reason = result.reasons.find((each) => each.criterion === criterion.code);
      const cell = { use: criterion.use, points: null, criterion: criterionShown(criterion) };
      if (reason === undefined) return [{ ...cell, state: 'pass', why: null, is: [], reportedBy: null }];
      const { state, why, is, reportedBy } = reason;
      return [{ ...cell, state, why, is: [...is], reportedBy }];
    },
  );
}

function rowsOf(criteria: readonly Criterion[], cellsOf: (criterion: Criterion) => CellShown[]): Matrix['rows'] {
  const all = criteria.toSorted((a, b) => a.seq - b.seq).flatMap(cellsOf);
  // A lot is no bad warehouse but none at all: beyond its kind nothing is asked of it.
  const isOfKind = ({ use }: CellShown) =>
    all.every((cell) => cell.use !== use || cell.criterion.topic !== 'kind' || cell.state !== 'fail');
  const asked = all.filter((cell) => cell.criterion.topic === 'kind' || isOfKind(cell));
  return [...Map.groupBy(asked, ({ criterion }) => criterion.code)].flatMap(([code, cells]) => {
    const [first] = cells;
    return first === undefined ? [] : [{ code, topic: first.criterion.topic, cells }];
  });
}

export function criterionShown(
  criterion: Criterion | (Omit<Criterion, 'kind'> & { kind: CriterionShown['kind'] }),
): CriterionShown {
  const { use, code, kind, topic, reads, wanted, weight, authority, name, reason, legalBasis, standing } = criterion;
  const { validFrom, validTo } = criterion;
  return {
    ...{ use, code, kind, topic, reads, weight, authority, name, reason, legalBasis, standing, validFrom, validTo },
    wanted: wanted as CriterionShown['wanted'],
  };
}
