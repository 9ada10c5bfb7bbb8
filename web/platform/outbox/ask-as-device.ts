import { type BodyOf, type Call, hasBody, pathOf, type ReplyOf } from '../../../server/kernel/call.ts';
import { notReached, problemOf, reach } from '../send.ts';

/** A bad line is given this long; then it counts as none, and what was sent is sent again. */
const answerMsMax = 90_000;

/** Asks the server as a device, which proves itself by its token and carries no session. @throws Problem */
export async function askAsDevice<C extends Call>(
  call: C,
  { token, body }: { token?: string; body?: BodyOf<C> },
): Promise<ReplyOf<C>> {
  const response = await reach(pathOf(call, {}), {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(hasBody(call) ? { 'content-type': 'application/json' } : {}),
    },
    body: hasBody(call) ? JSON.stringify(body) : null,
    credentials: 'omit',
    signal: AbortSignal.timeout(answerMsMax),
  });
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = await response.json().catch(() => {
    throw notReached(); // cut off in the middle
  });
  return answer as ReplyOf<C>;
}
