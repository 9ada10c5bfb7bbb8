import { text } from 'node:stream/consumers';
import type { FastifyReply } from 'fastify';
import { handlePublic } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { writeCsv } from '../platform/spreadsheets/csv.ts';
import * as reference from '../reference/public.ts';
import { type CityAsked, cityAsked, type Publisher } from './city.store.ts';
import { csvColumns, csvRow, featureOf } from './open-data.ts';
import {
  boundariesGeojsonCall,
  listCitiesCall,
  listPublishedCall,
  publishedCsvCall,
  publishedGeojsonCall,
  summaryCall,
} from './publication.schema.ts';
import { publishedOn, summariesOfCities, summaryOn } from './publication.store.ts';
import { namedSources } from './summary.ts';

/** Open data: no session, any origin, kept by caches for a minute. */
export function publicationRoutes(http: Http, publisher: Publisher): void {
  handlePublic(http, summaryCall, async ({ params, query, reply }) => {
    const city = await cityAsked(publisher, params.code, query.asOf);
    const { cooperatives, facility, operation, sources } = await city.read((tx) => summaryOn(tx, city.day));
    open(reply);
    const { code, name } = city.regency;
    const regency = { code, name };
    return { cooperatives, facility, operation, asOf: city.day, regency, sources: namedSources(sources) };
  });
  handlePublic(http, listCitiesCall, async ({ reply }) => {
    open(reply);
    return { rows: await summariesOfCities(publisher.national.central) };
  });
  handlePublic(http, listPublishedCall, async ({ params, query, reply }) => {
    const city = await cityAsked(publisher, params.code, query.asOf);
    const cooperatives = await city.read((tx) => publishedOn(tx, city.day));
    open(reply);
    const rows = cooperatives.map(({ cooperativeId: _, sources, ...shown }) => ({
      ...shown,
      sources: namedSources(sources),
    }));
    return { asOf: city.day, rows: rows as never };
  });
  handlePublic(http, publishedGeojsonCall, async ({ params, query, reply }) => {
    const city = await cityAsked(publisher, params.code, query.asOf);
    const cooperatives = await city.read((tx) => publishedOn(tx, city.day));
    const centres = await centresOf(city);
    const features = cooperatives.flatMap((cooperative) => featureOf(cooperative, centres));
    return open(reply)
      .type('application/geo+json')
      .send(JSON.stringify({ type: 'FeatureCollection', asOf: city.day, features }));
  });
  handlePublic(http, publishedCsvCall, async ({ params, query, reply }) => {
    const city = await cityAsked(publisher, params.code, query.asOf);
    const cooperatives = await city.read((tx) => publishedOn(tx, city.day));
    const name = `koperasi-${city.regency.code}-${city.day}.csv`;
    void open(reply).type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
    return reply.send(await text(writeCsv(csvColumns, cooperatives.map(csvRow), { bom: true })));
  });
  handlePublic(http, boundariesGeojsonCall, async ({ params, query, reply }) => {
    const city = await cityAsked(publisher, params.code, query.asOf);
    const { collection, set } = await city.read((tx) => reference.findVillageMap(tx, city.day));
    const about = {
      caution: 'Batas indikatif, bukan batas hukum.',
      source: set?.source ?? null,
      licence: set?.licence ?? null,
    };
    return open(reply)
      .type('application/geo+json')
      .send(JSON.stringify({ ...collection, ...about }));
  });
}

/** Kept by caches for a minute; then they ask by the ETag whether anything changed. */
function open(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=60, stale-while-revalidate=600');
}

async function centresOf(city: CityAsked): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const villages = await city.read((tx) => reference.villagesOf(tx, city.regency.id, city.day));
  return new Map(villages.flatMap(({ code, centre }) => (centre ? [[code, centre] as const] : [])));
}
