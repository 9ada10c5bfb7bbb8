import type { FastifyReply, FastifyRequest } from 'fastify';
import { handlePersonal, handlePublic } from '../http/handle.ts';
import { httpRefusals } from '../http/http.refusals.ts';
import type { Http } from '../http/http.ts';
import type { SignIn, Step } from './library.ts';
import { changePassword } from './own-password.ts';
import { confirmSecondFactor, enrolSecondFactor, removeSecondFactor } from './second-factor.ts';
import { currentSession, endOtherSessions, endSession, type Session, sessionsOf } from './session.ts';
import { signInRefusals } from './sign-in.refusals.ts';
import * as calls from './sign-in.schema.ts';
import { signOut, withPassword, withSecondFactor } from './sign-in.ts';
import { visitorOf } from './visitor.ts';

/** Everything a person does about his own way in, under `/api/auth`. */
export function bindSignIn(http: Http, signIn: SignIn): void {
  bindSigningIn(http, signIn);
  bindSecondFactor(http, signIn);
  handlePersonal(http, calls.changePasswordCall, async ({ request, reply, body }) => {
    const session = await sessionOf(signIn, request);
    return send(reply, await changePassword(signIn, visitorOf(request), session, body));
  });
  handlePersonal(http, calls.listSessionsCall, async ({ central, person }) => {
    const sessions = await sessionsOf(central, person.userId);
    return { sessions: sessions.map((session) => ({ ...session, isThis: session.id === person.sessionId })) };
  });
  handlePersonal(http, calls.endSessionCall, async ({ central, person, params }) => {
    if (!(await endSession(central, person.userId, params.session))) throw signInRefusals.noSuchSession({});
    return null;
  });
  handlePersonal(http, calls.endOtherSessionsCall, async ({ central, person }) => {
    await endOtherSessions(central, person.userId, person.sessionId);
    return null;
  });
}

function bindSigningIn(http: Http, signIn: SignIn): void {
  handlePublic(http, calls.signInCall, async ({ request, reply, body }) =>
    send(reply, await withPassword(signIn, visitorOf(request), body)),
  );
  handlePublic(http, calls.secondFactorCall, async ({ request, reply, body }) =>
    send(reply, await withSecondFactor(signIn, visitorOf(request), body)),
  );
  handlePublic(http, calls.backupCodeCall, async ({ request, reply, body }) =>
    send(reply, await withSecondFactor(signIn, visitorOf(request), body)),
  );
  handlePublic(http, calls.signOutCall, async ({ request, reply }) =>
    send(reply, await signOut(signIn, visitorOf(request))),
  );
}

function bindSecondFactor(http: Http, signIn: SignIn): void {
  handlePersonal(http, calls.enrolSecondFactorCall, async ({ request, body }) =>
    enrolSecondFactor(signIn, visitorOf(request), await sessionOf(signIn, request), body.password),
  );
  handlePersonal(http, calls.confirmSecondFactorCall, async ({ request, reply, body }) => {
    const session = await sessionOf(signIn, request);
    return send(reply, await confirmSecondFactor(signIn, visitorOf(request), session, body.code));
  });
  handlePersonal(http, calls.removeSecondFactorCall, async ({ request, reply, body }) => {
    const session = await sessionOf(signIn, request);
    return send(reply, await removeSecondFactor(signIn, visitorOf(request), session, body.password));
  });
}

function send<T>(reply: FastifyReply, step: Step<T>): T {
  for (const cookie of step.cookies) void reply.header('set-cookie', cookie);
  return step.outcome;
}

async function sessionOf(signIn: SignIn, request: FastifyRequest): Promise<Session> {
  const session = await currentSession(signIn, visitorOf(request));
  if (session === undefined) throw httpRefusals.signInNeeded({});
  return session;
}
