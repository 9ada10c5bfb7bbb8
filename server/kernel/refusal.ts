/** What a refusal is: a known "no" of the business, named `module/what-is-wrong` and never renamed once released. */
export interface RefusalKind<Data extends object = object> {
  readonly type: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;
  /** For engineers and logs. People read the translation of `refusals.<module>.<what-is-wrong>`. */
  readonly title: (data: Data) => string;
  (data: Data): Refusal;
}

/** A refusal on its way: thrown by what one person does once, returned item by item by what crowds call. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly type: string;
  readonly status: number;
  /** Sent to the caller as extension members of the problem; never NIK, phone or a person's name. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(kind: { type: string; status: number; title: string }, data: Readonly<Record<string, unknown>>) {
    super(kind.title);
    this.type = kind.type;
    this.status = kind.status;
    this.data = data;
  }
}

/** Declares a refusal: `underpaid: refusal<{ dueIdr: Rupiah }>('sales/underpaid', 422, (d) => `due ${d.dueIdr}`)`. */
export function refusal<Data extends object = Record<string, never>>(
  type: `${string}/${string}`,
  status: RefusalKind['status'],
  title: (data: Data) => string,
): RefusalKind<Data> {
  const make = (data: Data): Refusal =>
    new Refusal({ type, status, title: title(data) }, Object.fromEntries(Object.entries(data)));
  return Object.assign(make, { type, status, title });
}
