import type { FastifyReply, FastifyRequest } from 'fastify';
import { countCall } from './metrics.ts';

/** One log line and one measurement for each answer, of calls and of pages alike. @param name of the call or page, never its address */
export function noteAnswer(name: string): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    countCall(name, reply.statusCode, reply.elapsedTime);
    const { role } = request.actor ?? {};
    request.log.info({ call: name, status: reply.statusCode, ms: Math.round(reply.elapsedTime), role }, 'call');
  };
}
