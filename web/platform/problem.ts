import type { FieldProblem } from '../../server/platform/http/http.refusals.ts';

/**
 * Why a call did not do what was asked.
 * - `refused`: the business says no, `type` says why; - `signed-out`: the session is over;
 * - `offline`: the server was not reached; - `outage`: it was, and asks to try again; - `defect`: our mistake, with an incident id
 */
export type ProblemKind = 'refused' | 'signed-out' | 'offline' | 'outage' | 'defect';

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly type: string;
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    kind: ProblemKind,
    told: { type: string; status: number; title: string; data?: Readonly<Record<string, unknown>> },
  ) {
    super(told.title);
    this.kind = kind;
    this.type = told.type;
    this.status = told.status;
    this.data = told.data ?? {};
  }

  get incident(): string | undefined {
    return typeof this.data.incident === 'string' ? this.data.incident : undefined;
  }

  /** What is wrong with which field, where the server told. */
  get fields(): readonly FieldProblem[] {
    return Array.isArray(this.data.problems) ? this.data.problems : [];
  }
}
