import { readFileSync } from 'node:fs';
import fastifyCompress from '@fastify/compress';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Actor } from '../../kernel/actor.ts';
import type { Call } from '../../kernel/call.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { answerNoRequest } from './no-request.ts';
import { type FailurePages, problemAnswers } from './problem.ts';
import { addSecurityHeaders, newNonce, openPublicData, refuseCrossSite, securityHeaders } from './security.ts';
import { answerUnchanged } from './unchanged.ts';
import { compileValidator } from './validation.ts';

/** A person with a valid session. */
export interface Person {
  readonly userId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
}

/** Who is asking: implemented by `access`, which knows sessions, grants and roles; this layer only asks. */
export interface Gate {
  person(request: FastifyRequest): Promise<Person | undefined>;
  /** The person acting under one of his grants in the regency of this code. @throws a refusal when no grant reaches there */
  actor(person: Person, request: FastifyRequest, regencyCode: string): Promise<Actor>;
}

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | null;
    actor: Actor | null;
  }
}

/** What routes are registered on: the server, the database behind it, the gate before it, and the table of calls so far. */
export interface Http {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly gate: Gate;
  readonly config: Config;
  readonly calls: Call[];
  readonly failurePages: FailurePages;
}

/** Bodies are forms, not files: files have a route of their own. */
const bodyBytesMax = 1_048_576;

export async function createHttp(parts: {
  database: Database;
  gate: Gate;
  config: Config;
  log: FastifyBaseLogger;
}): Promise<Http> {
  const { tls, trustedProxies } = parts.config;
  const failurePages: FailurePages = {};
  const answers = problemAnswers(failurePages);
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }), // one line a call, written by handle()
    bodyLimit: bodyBytesMax,
    requestTimeout: 300_000, // a scan of 10 MB at 400 kbit/s takes 200 s
    connectionTimeout: 120_000,
    keepAliveTimeout: 10_000,
    frameworkErrors: (error, request, reply) => {
      // An address that cannot be decoded: no hook has run.
      request.styleNonce = newNonce();
      void answers.failed(error, request, reply.headers(securityHeaders(parts.config, request.styleNonce)));
    },
    clientErrorHandler: answerNoRequest(parts.config),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    ...(tls ? { https: { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } } : {}),
  }) as FastifyInstance;
  app.decorateRequest('person', null);
  app.decorateRequest('actor', null);
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(compileValidator);
  app.setErrorHandler(answers.failed);
  app.setNotFoundHandler(answers.notFound);
  addSecurityHeaders(app, parts.config);
  openPublicData(app);
  refuseCrossSite(app, parts.config);
  answerUnchanged(app);
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 1024 });
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Lumbung', version: '0.1.0' } },
  });
  return { app, database: parts.database, gate: parts.gate, config: parts.config, calls: [], failurePages };
}
