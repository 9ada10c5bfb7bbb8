import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { parseBusinessDate } from '../kernel/business-date.ts';
import { lastSealedHead } from '../platform/audit/chain.store.ts';
import type { Http } from '../platform/http/http.ts';
import { noteAnswer } from '../platform/http/note-answer.ts';
import { type Look, loadLook, pagePolicy, serveLook } from '../platform/http/page-look.ts';
import * as reference from '../reference/public.ts';
import { type CityAsked, cityAsked, type Publisher } from './city.store.ts';
import { cityPage } from './city-page.ts';
import { publishedMatch } from './match-outcome.store.ts';
import { type Frame, failurePage, linkTo, page } from './page.ts';
import { publicationRefusals } from './publication.refusals.ts';
import { publishedHistory, publishedOn, summariesOfCities } from './publication.store.ts';
import { type Speech, speechIn } from './speech.ts';
import { villagePage } from './village-page.ts';

interface Asked {
  readonly asOf?: string;
  readonly lang?: string;
}

const here = (path: string) => new URL(path, import.meta.url);
const lookFiles = {
  sheets: [here('../../web/platform/tokens.css'), here('./public.css')],
  font: here(
    import.meta.resolve('@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2'),
  ),
  icon: here('../../web/platform/lumbung.svg'),
};

/** The pages citizens read: made on the server, complete without JavaScript. */
export async function pageRoutes(http: Http, publisher: Publisher): Promise<void> {
  const look = await loadLook(lookFiles);
  serveLook(http, look);
  const send = sender(look);
  const frameFor = (request: FastifyRequest): FrameOf =>
    frameOf(request, { look, publisher, origin: http.config.publicUrl });

  const show = (path: string, name: string, draw: (request: FastifyRequest) => Promise<string>) =>
    http.app.get(path, { onResponse: noteAnswer(name) }, async (request, reply) => send(reply, await draw(request)));

  const showCity = async (request: FastifyRequest, code: string) =>
    await drawCity(frameFor(request), await cityAsked(publisher, code, asOfIn(request)));

  show('/', 'publication/front-page', async (request) => {
    const cities = await summariesOfCities(publisher.national.central);
    const [only] = cities;
    if (cities.length === 1 && only) return await showCity(request, only.code);
    return drawCities(frameFor(request), cities);
  });
  show('/kota/:code', 'publication/city-page', async (request) =>
    showCity(request, (request.params as { code: string }).code),
  );
  show('/kota/:code/kelurahan/:village', 'publication/village-page', async (request) => {
    const { code, village } = request.params as { code: string; village: string };
    return await drawVillage(frameFor(request), await cityAsked(publisher, code, asOfIn(request)), village);
  });

  http.failurePages.send = (failure, request, reply) => {
    const frame = frameFor(request)(({ say }) => ({ title: 'Lumbung', description: say('title'), unlisted: true }));
    return send(reply.header('cache-control', 'no-store'), failurePage(frame, failure));
  };
}

/** The frame of the page that was asked for, once its title and description are known. */
type FrameOf = (tell: (speech: Speech) => Pick<Frame, 'title' | 'description' | 'sealed' | 'unlisted'>) => Frame;

function frameOf(
  request: FastifyRequest,
  { look, publisher, origin }: { look: Look; publisher: Publisher; origin: string },
): FrameOf {
  const { lang } = (request.query ?? {}) as Asked;
  const speech = speechIn(lang === 'en' ? 'en' : 'id');
  const [path = '/'] = request.url.split('?');
  const demoOn = publisher.demo ? publisher.today : undefined;
  return (tell) => ({ speech, ...tell(speech), path, origin, asOf: asOfIn(request), sheet: look.sheet, demoOn });
}

function drawCities(frameFor: FrameOf, cities: Awaited<ReturnType<typeof summariesOfCities>>): string {
  const frame = frameFor(({ say }) => ({ title: `Lumbung: ${say('title')}`, description: say('operationLead') }));
  const { say, date } = frame.speech;
  const lines = cities.map(
    ({ code, name, cooperatives, asOf }) =>
      html`<li><a href="${linkTo(frame, `/kota/${code}`)}">${name}</a> <span class="quiet">${say('cityAsOf', { count: cooperatives, date: date(asOf) })}</span></li>`,
  );
  const list = lines.length > 0 ? html`<ul class="plain">!${lines.join('')}</ul>` : html`<p>${say('noCity')}</p>`;
  return page(frame, html`<h1>${say('cities')}</h1>!${list}`);
}

async function drawCity(frameFor: FrameOf, city: CityAsked): Promise<string> {
  const { regency, day } = city;
  const { sealed, ...read } = await city.read(async (tx) => ({
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
  const frame = frameFor(({ say }) => ({
    title: `${say('title')}, ${regency.name}`,
    description: `${say('facilityLead')} ${say('operationLead')}`,
    sealed,
  }));
  return cityPage(frame, { ...read, code: regency.code, name: regency.name, day, today: city.today, places });
}

async function drawVillage(frameFor: FrameOf, city: CityAsked, code: string): Promise<string> {
  const { regency, day, today } = city;
  const { villages, history, match, sealed } = await city.read(async (tx) => {
    const states = await publishedHistory(tx, code, day);
    const current = states.at(-1);
    return {
      villages: await reference.villagesOf(tx, regency.id, day),
      history: states,
      match: current === undefined ? [] : await publishedMatch(tx, current.cooperativeId, day),
      sealed: await lastSealedHead(tx),
    };
  });
  const village = villages.find((each) => each.code === code);
  const cooperative = history.at(-1);
  if (!village || !cooperative) throw publicationRefusals.unknownVillage({ code });
  const frame = frameFor(({ say }) => ({
    title: `${village.name}, ${regency.name}`,
    description: `${cooperative.name}: ${say('operation').toLowerCase()}, ${say('goods').toLowerCase()}, ${say('facility').toLowerCase()}.`,
    sealed,
  }));
  return villagePage(frame, { city: regency, village, cooperative, history, match, day, today });
}

/** A day that does not exist is taken as not asked for: a page for citizens shows today rather than an error. */
function asOfIn(request: FastifyRequest) {
  const { asOf } = (request.query ?? {}) as Asked;
  return typeof asOf === 'string' ? parseBusinessDate(asOf) : undefined;
}

/** Kept for a minute, then asked for by its ETag; a proxy before us may show it for a day while we are away. */
function sender(look: Look): (reply: FastifyReply, body: string) => FastifyReply {
  const policy = pagePolicy(look);
  return (reply, body) => {
    if (!reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400');
    }
    return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(body);
  };
}
