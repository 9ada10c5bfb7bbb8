import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { hasBody, routeOf } from '../../kernel/call.ts';
import { httpRefusals } from './http.refusals.ts';
import type { Http, Person } from './http.ts';
import { metrics } from './metrics.ts';

/** What those who run the server look at: is it alive, can it work, how busy is it, what can it be asked. */
export function operationsRoutes(http: Http, isAdministrator: (person: Person) => Promise<boolean>): void {
  const { app } = http;
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await http.database.answers();
    return await reply.status(ready ? 200 : 503).send({ ready });
  });

  const inside = { onRequest: admitInside };
  app.get('/metrics', inside, async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  app.get('/openapi.json', inside, async () => app.swagger());
  app.get('/docs', inside, async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(http)));

  async function admitInside(request: FastifyRequest): Promise<void> {
    if (isLoopback(request)) return;
    const person = await http.gate.person(request);
    if (person && (await isAdministrator(person))) return;
    throw httpRefusals.notFound({});
  }
}

/** By which proxies say that they pass something on. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'] as const;

/** Somebody on this very machine. What a proxy passes on is not that, even when the proxy itself runs here. */
function isLoopback({ headers, ip }: FastifyRequest): boolean {
  return passedOn.every((header) => headers[header] === undefined) && /^(127\.|::1$|::ffff:127\.)/.test(ip);
}

function docsPage({ calls }: Http): string {
  const rows = calls.map(
    (call) => html`<tr>
      <td><code>${call.name}</code></td>
      <td><code>${call.method} ${routeOf(call)}</code></td>
      <td>${call.can}</td>
      <td>${hasBody(call) ? 'JSON' : ''}</td>
      <td>${call.refusals.map((kind) => `${kind.status} ${kind.type}`).join(', ')}</td>
    </tr>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head><meta charset="utf-8" /><title>Lumbung: calls</title></head>
      <body>
        <h1>Calls</h1>
        <p>Shapes: <a href="/openapi.json">openapi.json</a></p>
        <table>
          <thead><tr><th>name</th><th>request</th><th>permission</th><th>body</th><th>refusals</th></tr></thead>
          <tbody>!${rows}</tbody>
        </table>
      </body>
    </html>`;
}
