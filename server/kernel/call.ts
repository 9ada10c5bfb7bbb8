import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { ListExport } from './list-export.ts';
import type { RefusalKind } from './refusal.ts';

/** A refusal of any data shape, for lists of them. */
// biome-ignore lint/suspicious/noExplicitAny: the data type is contravariant, so no other supertype of all refusals exists
export type AnyRefusal = RefusalKind<any>;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * One thing the server can be asked, as data: routes, OpenAPI, the web client, forms and the access tests all read it.
 * `within: 'regency'` calls live under `/api/regencies/:regency` (Kemendagri code) and run in that regency's transaction;
 * `within: 'person'` calls live under `/api` and concern the signed-in person alone; `within: 'public'` calls, there too, need
 * no session (signing in, taking up an invitation).
 */
export interface Call<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
> {
  readonly name: `${string}/${string}`;
  readonly method: Method;
  readonly path: string;
  readonly within: 'regency' | 'person' | 'public';
  /** The permission the caller's grant must hold; `self` for what any signed-in person may do about himself, `anyone` for public calls. */
  readonly can: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  readonly refusals: readonly AnyRefusal[];
  /** A list that can be taken away whole, under its path with `.csv` and `.xlsx`. */
  readonly export?: ListExport;
}

const none = Type.Object({}, { additionalProperties: false });
type None = typeof none;
const nothing = Type.Null();
type Nothing = typeof nothing;

interface CallSpec<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema> {
  name: `${string}/${string}`;
  method: Method;
  path: string;
  within?: 'regency' | 'person' | 'public';
  can: string;
  params?: P;
  query?: Q;
  body?: B;
  reply?: R;
  refusals?: readonly AnyRefusal[];
  export?: ListExport;
}

/** Declares a call. Left out: no params, no query, no body, an empty reply (204), no refusals of its own. */
export function call<
  P extends TObject = None,
  Q extends TObject = None,
  B extends TSchema = Nothing,
  R extends TSchema = Nothing,
>(spec: CallSpec<P, Q, B, R>): Call<P, Q, B, R> {
  return {
    within: 'regency',
    refusals: [],
    ...spec,
    params: spec.params ?? (none as TObject as P),
    query: spec.query ?? (none as TObject as Q),
    body: spec.body ?? (nothing as TSchema as B),
    reply: spec.reply ?? (nothing as TSchema as R),
  };
}

/** An object schema that refuses members it does not name: bodies are taken as sent, nothing is silently dropped. */
export function closed<Shape extends Record<string, TSchema>>(shape: Shape): ReturnType<typeof Type.Object<Shape>> {
  return Type.Object(shape, { additionalProperties: false }) as ReturnType<typeof Type.Object<Shape>>;
}

export type ParamsOf<C extends Call> = Static<C['params']>;
export type QueryOf<C extends Call> = Static<C['query']>;
export type BodyOf<C extends Call> = Static<C['body']>;
export type ReplyOf<C extends Call> = Static<C['reply']>;

export function hasBody(c: Call): boolean {
  return c.body !== nothing;
}

export function hasReply(c: Call): boolean {
  return c.reply !== nothing;
}

/** The path as the router sees it, with `:name` placeholders. */
export function routeOf(c: Call): string {
  return c.within === 'regency' ? `/api/regencies/:regency${c.path}` : `/api${c.path}`;
}

/** The path with its placeholders filled; each value is percent-encoded. */
export function pathOf(c: Call, params: Readonly<Record<string, string | number>>): string {
  return routeOf(c).replace(/:([A-Za-z]+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '')));
}
