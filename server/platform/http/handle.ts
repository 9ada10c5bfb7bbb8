import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { type Actor, dayAsked } from '../../kernel/actor.ts';
import { assert, present } from '../../kernel/assert.ts';
import {
  type AnyRefusal,
  type BodyOf,
  type Call,
  hasBody,
  hasReply,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  routeOf,
} from '../../kernel/call.ts';
import type { Central, Tx } from '../db/tx.ts';
import { httpRefusals } from './http.refusals.ts';
import type { Http, Person } from './http.ts';
import { type AnyPage, exportCall, exportFormats, sendList } from './list-export.ts';
import { noteAnswer } from './note-answer.ts';

/** What a call within a regency works with: one transaction, the person under one grant, and what was sent, checked. */
export interface Asked<C extends Call> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly params: ParamsOf<C>;
  readonly query: QueryOf<C>;
  readonly body: BodyOf<C>;
}

/** What a call outside any regency works with. */
export interface AskedByAnyone<C extends Call> extends Pick<Asked<C>, 'params' | 'query' | 'body'> {
  readonly central: Central;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a call about the signed-in person works with. */
export interface AskedByPerson<C extends Call> extends AskedByAnyone<C> {
  readonly person: Person;
}

/**
 * Binds a call within a regency. The person and the permission are checked before the body is even read, so that a stranger
 * learns nothing from validation errors. Everything `work` does is one transaction. A list with an export gets its files as well.
 */
export function handle<C extends Call>(http: Http, call: C, work: (asked: Asked<C>) => Promise<ReplyOf<C>>): void {
  assert(call.within === 'regency', `${call.name} is not a call within a regency`);
  route(http, call, async (request) => {
    const actor = present(request.actor, 'the actor of a checked request');
    return await http.database.inRegency(actor.reach, (tx) => work({ ...sentWith<C>(request), tx, actor }));
  });
  if (call.export !== undefined) handleExport(http, call, call.export, work);
}

/** Binds the csv and xlsx of a list to the very work that answers its pages. */
function handleExport<C extends Call>(
  http: Http,
  call: C,
  plan: NonNullable<Call['export']>,
  work: (asked: Asked<C>) => Promise<ReplyOf<C>>,
): void {
  for (const format of exportFormats) {
    handleStream(http, exportCall(call, format), async ({ actor, params, query, inTx, request, reply }) => {
      const filters = query as Readonly<Record<string, unknown>>;
      const city = (request.params as { regency: string }).regency;
      const day = dayAsked(actor, typeof filters.asOf === 'string' ? filters.asOf : undefined);
      const page = async (asked: { limit: number; after?: string }) => {
        const sent = { params, query: { ...filters, ...asked } as QueryOf<C>, body: null as BodyOf<C> };
        return (await inTx((tx) => work({ ...sent, tx, actor }))) as AnyPage;
      };
      return await sendList(reply, { plan, format, day, city, filters, page });
    });
  }
}

/** What a call within a regency works with whose body or answer is a stream. */
export interface AskedToStream<C extends Call> extends Omit<Asked<C>, 'tx' | 'body'> {
  inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Binds a call within a regency whose body or answer is a stream (a file, an export). The gate is the same; `work` says when
 * its transactions start, so that none is held open by a slow line.
 */
export function handleStream<C extends Call>(
  http: Http,
  call: C,
  work: (asked: AskedToStream<C>) => Promise<ReplyOf<C> | FastifyReply>,
): void {
  assert(call.within === 'regency', `${call.name} is not a call within a regency`);
  route(http, call, async (request, reply) => {
    const actor = present(request.actor, 'the actor of a checked request');
    const inTx: AskedToStream<C>['inTx'] = (inside) => http.database.inRegency(actor.reach, inside);
    return await work({ ...sentWith<C>(request), actor, inTx, request, reply });
  });
}

/** Binds a call about the person himself (profile, sessions, grants he holds). */
export function handlePersonal<C extends Call>(
  http: Http,
  call: C,
  work: (asked: AskedByPerson<C>) => Promise<ReplyOf<C>>,
): void {
  assert(call.within === 'person', `${call.name} is not a personal call`);
  route(http, call, async (request, reply) => {
    const person = present(request.person, 'the person of a checked request');
    return await work({ ...sentWith<C>(request), central: http.database.central, person, request, reply });
  });
}

/** Binds a call that needs no session. It must say no to strangers by itself. */
export function handlePublic<C extends Call>(
  http: Http,
  call: C,
  work: (asked: AskedByAnyone<C>) => Promise<ReplyOf<C>>,
): void {
  assert(call.within === 'public', `${call.name} is not a public call`);
  route(http, call, async (request, reply) =>
    work({ ...sentWith<C>(request), central: http.database.central, request, reply }),
  );
}

function sentWith<C extends Call>(request: FastifyRequest): Pick<Asked<C>, 'params' | 'query' | 'body'> {
  return { params: request.params as ParamsOf<C>, query: request.query as QueryOf<C>, body: request.body as BodyOf<C> };
}

function route(http: Http, call: Call, work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void {
  assert(call.can !== '', `${call.name} names no permission`);
  assert(!http.calls.some((known) => known.name === call.name), `${call.name} is bound twice`);
  http.calls.push(call);
  http.app.route({
    method: call.method,
    url: routeOf(call),
    schema: routeSchema(call),
    onRequest: (request) => admit(http, call, request),
    onResponse: noteAnswer(call.name),
    handler: async (request, reply) => {
      const answer = await work(request, reply);
      if (!hasReply(call)) return await reply.status(204).send();
      return answer;
    },
  });
}

/** Sets `request.person` and `request.actor`, or refuses. */
async function admit(http: Http, call: Call, request: FastifyRequest): Promise<void> {
  if (call.within === 'public') return;
  request.person = (await http.gate.person(request)) ?? null;
  if (request.person === null) throw httpRefusals.signInNeeded({});
  if (call.within === 'person') return;
  const { regency } = request.params as { regency: string };
  request.actor = await http.gate.actor(request.person, request, regency);
  if (!request.actor.permissions.has(call.can)) throw httpRefusals.notAllowed({ permission: call.can });
}

/** The schema Fastify validates by and OpenAPI is made of; every declared refusal is a documented response. */
function routeSchema(call: Call): FastifySchema {
  const params =
    call.within === 'regency' ? Type.Object({ regency: Type.String(), ...call.params.properties }) : call.params;
  return {
    operationId: call.name,
    tags: [call.name.split('/')[0] ?? call.name],
    params,
    querystring: call.query,
    ...(hasBody(call) ? { body: call.body } : {}),
    response: { ...(hasReply(call) ? { 200: call.reply } : { 204: Type.Null() }), ...refusalResponses(call.refusals) },
  } as FastifySchema;
}

function refusalResponses(refusals: readonly AnyRefusal[]): Record<number, TSchema> {
  const byStatus = Map.groupBy(refusals, (kind) => kind.status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      status,
      Type.Object(
        { type: Type.String({ enum: kinds.map((kind) => kind.type) }), status: Type.Integer(), title: Type.String() },
        { additionalProperties: true, description: kinds.map((kind) => kind.type).join(', ') },
      ),
    ]),
  );
}
