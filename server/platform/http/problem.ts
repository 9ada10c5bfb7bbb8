import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import { newId } from '../clock.ts';
import { isAway, Outage } from '../db/outage.ts';
import { httpRefusals } from './http.refusals.ts';

/** RFC 9457. `type` is the refusal's name, which clients translate; other members are the refusal's data. */
interface Problem {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly [member: string]: unknown;
}

/** Why a page cannot be shown: not there, not now, or a defect with its incident id. */
export interface PageFailure {
  readonly status: number;
  readonly incident: string | undefined;
}

/** Where whoever knows how pages look leaves a way to draw one that cannot be shown; until then a failure is answered as data. */
export interface FailurePages {
  send?: (failure: PageFailure, request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/**
 * Answers a failed request: a refusal as it is, an outage as 503, a defect as 500 with an incident id and nothing else. Calls get
 * problem+json, people who opened a page get a page.
 */
export function problemAnswers(pages: FailurePages) {
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (pages.send === undefined || !isPage(request)) return sendProblem(reply, problem);
    const incident = typeof problem.incident === 'string' ? problem.incident : undefined;
    return pages.send({ status: problem.status, incident }, request, reply.status(problem.status));
  };
  return {
    failed: (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      const problem = problemOf(error);
      if (problem.status === 500) request.log.error({ incident: problem.incident, err: error }, 'defect');
      if (problem.status === 503) {
        request.log.warn({ err: error }, 'outage');
        void reply.header('retry-after', '2');
      }
      return answer(problem, request, reply);
    },
    notFound: (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      answer({ type: httpRefusals.notFound.type, status: 404, title: 'nothing here' }, request, reply),
  };
}

/** Outside of the calls and of what machines watch, an address is opened by a person. */
function isPage({ method, url }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(api\/|app\/assets\/|metrics$|openapi\.json$|readyz$|healthz$)/.test(path)
  );
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(problem);
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return { ...error.data, type: error.type, status: error.status, title: error.message };
  if (error instanceof Outage || isAway(error)) {
    return { type: 'platform/unavailable', status: 503, title: 'not now; try again shortly' };
  }
  const known = isFastifyError(error) ? fastifyProblem(error) : undefined;
  return known ?? { type: 'platform/defect', status: 500, title: 'a defect of ours', incident: newId<'incident'>() };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && 'statusCode' in error;
}

/** Fastify's own refusals (unreadable JSON, wrong content type, too large …), told in our form. */
function fastifyProblem(error: FastifyError): Problem | undefined {
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  if (status === 413)
    return { type: httpRefusals.tooLarge.type, status, title: 'the body is larger than this call takes' };
  if (status === 415) return { type: 'request/not-json', status, title: 'this call takes application/json' };
  return { type: httpRefusals.unreadable.type, status, title: 'the body cannot be read' };
}
