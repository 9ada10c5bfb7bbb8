import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { parseBusinessDate } from '../kernel/business-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import { lastSealedHead } from '../platform/audit/chain.store.ts';
import type { Http } from '../platform/http/http.ts';
import * as reference from '../reference/public.ts';
import { type CityAsked, cityAsked, type Publisher } from './city.store.ts';
import { cityPage } from './city-page.ts';
import { type Frame, notFoundPage, page } from './page.ts';
import { publicationRefusals } from './publication.refusals.ts';
import { publishedHistory, publishedOn, summariesOfCities } from './publication.store.ts';
import { type Speech, speechIn } from './speech.ts';
import { villagePage } from './village-page.ts';

interface Asked {
  readonly asOf?: string;
  readonly lang?: string;
}

/** The pages citizens read: made on the server, complete without JavaScript. */
export async function pageRoutes(http: Http, publisher: Publisher): Promise<void> {
  const { app } = http;
  const styles = await serveStyles(http, ['../../web/platform/tokens.css', './public.css']);
  const frameFor = (request: FastifyRequest): FrameOf => {
    const { lang, asOf } = request.query as Asked;
    const speech = speechIn(lang === 'en' ? 'en' : 'id');
    const [path = '/'] = request.url.split('?');
    const kept = new URLSearchParams({ ...(asOf && { asOf }), ...(speech.language === 'id' && { lang: 'en' }) });
    const otherHref = kept.size > 0 ? `${path}?${kept}` : path;
    const demoOn = publisher.demo ? publisher.today : undefined;
    return (tell) => ({ speech, ...tell(speech), otherHref, styles, demoOn });
  };

  app.get('/', async (request, reply) => {
    const cities = await summariesOfCities(publisher.national.central);
    const [only] = cities;
    if (cities.length === 1 && only) return await sendCity(request, reply, only.code);
    const frame = frameFor(request)(({ say }) => ({ title: 'Lumbung', description: say('title') }));
    const { say, date } = frame.speech;
    const lines = cities.map(
      (city) =>
        html`<li><a href="/kota/${city.code}">${city.name}</a> <span class="quiet">${say('cityLead', { count: city.cooperatives, date: date(city.asOf) })}</span></li>`,
    );
    const list = lines.length > 0 ? html`<ul class="plain">!${lines.join('')}</ul>` : html`<p>${say('noCity')}</p>`;
    return send(reply, page(frame, html`<h1>${say('cities')}</h1>!${list}`));
  });
  app.get('/kota/:code', (request, reply) => sendCity(request, reply, (request.params as { code: string }).code));
  app.get('/kota/:code/kelurahan/:village', async (request, reply) => {
    const { code, village } = request.params as { code: string; village: string };
    return await orNotFound(request, reply, async () => {
      const city = await cityAsked(publisher, code, asOfIn(request));
      return send(reply, await drawVillage(frameFor(request), city, village));
    });
  });

  function sendCity(request: FastifyRequest, reply: FastifyReply, code: string): Promise<FastifyReply> {
    return orNotFound(request, reply, async () =>
      send(reply, await drawCity(frameFor(request), await cityAsked(publisher, code, asOfIn(request)))),
    );
  }

  async function orNotFound(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      const frame = frameFor(request)(({ say }) => ({ title: say('notFound'), description: say('notFoundLead') }));
      return send(reply.status(404), notFoundPage(frame));
    }
  }
}

/** The frame of the page that was asked for, once its title and description are known. */
type FrameOf = (tell: (speech: Speech) => { title: string; description: string }) => Frame;

async function drawCity(frameOf: FrameOf, city: CityAsked): Promise<string> {
  const { regency, day } = city;
  const read = await city.read(async (tx) => ({
    cooperatives: await publishedOn(tx, day),
    villages: await reference.villagesOf(tx, regency.id, day),
    boundaries: await reference.findBoundaries(tx, { on: day, detail: 'display' }),
    borders: await reference.findBoundarySet(tx, day),
    sealed: await lastSealedHead(tx),
    datasets: await reference.listDatasets(tx),
  }));
  const places = read.villages.flatMap(({ id, code, name, centre, areaM2 }) => {
    if (!centre || areaM2 === undefined) return [];
    const border = read.boundaries.get(id);
    const boundary = border?.type === 'Polygon' ? [border.coordinates] : border?.coordinates;
    return [{ id: code, name, centre, areaKm2: areaM2 / 1e6, ...(boundary ? { boundary } : {}) }];
  });
  const frame = frameOf(({ say }) => ({
    title: `${say('title')}, ${regency.name}`,
    description: `${say('facilityLead')} ${say('operationLead')}`,
  }));
  return cityPage(frame, { ...read, code: regency.code, name: regency.name, day, today: city.today, places });
}

async function drawVillage(frameOf: FrameOf, city: CityAsked, code: string): Promise<string> {
  const { regency, day } = city;
  const village = (await city.read((tx) => reference.villagesOf(tx, regency.id, day))).find(
    (each) => each.code === code,
  );
  const history = await city.read((tx) => publishedHistory(tx, code, day));
  const cooperative = history.at(-1);
  if (!village || !cooperative) throw publicationRefusals.unknownVillage({ code });
  const frame = frameOf(() => ({ title: `${village.name}, ${regency.name}`, description: cooperative.name }));
  return villagePage(frame, { city: regency, village, cooperative, history });
}

/** A day that does not exist is taken as not asked for: a page for citizens shows today rather than an error. */
function asOfIn(request: FastifyRequest): string | undefined {
  const { asOf } = request.query as Asked;
  return typeof asOf === 'string' ? parseBusinessDate(asOf) : undefined;
}

function send(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=60').send(body);
}

/** Style sheets under the hash of their content, so that a browser asks for each but once. @returns their addresses */
async function serveStyles(http: Http, paths: readonly string[]): Promise<string[]> {
  const sheets = await Promise.all(paths.map((path) => readFile(new URL(path, import.meta.url), 'utf8')));
  return sheets.map((sheet) => {
    const href = `/gaya/${createHash('sha256').update(sheet).digest('hex').slice(0, 16)}.css`;
    http.app.get(href, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(sheet),
    );
    return href;
  });
}
