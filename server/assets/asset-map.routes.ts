import { Readable } from 'node:stream';
import type { Feature } from 'geojson';
import type { Tx } from '../platform/db/tx.ts';
import { handle, handleStream } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import type { AssetRow } from './asset.schema.ts';
import { assetsPage } from './asset-list.store.ts';
import { assetsInView, parcelsOf } from './asset-map.store.ts';
import { geojsonAssetsCall, mapAssetsCall } from './map.schema.ts';

/** Rows of one transaction: a slow line holds none open. */
const rowsAtOnce = 1_000;

export function assetMapRoutes(http: Http): void {
  handle(http, mapAssetsCall, async ({ tx, actor, query }) => await assetsInView(tx, actor.today, query));
  handleStream(http, geojsonAssetsCall, async ({ actor, query, inTx, reply }) => {
    const page = (after?: string) =>
      inTx(async (tx) => {
        const { rows, next } = await assetsPage(tx, actor.today, {
          ...query,
          limit: rowsAtOnce,
          ...(after === undefined ? {} : { after }),
        });
        return { features: await featuresOf(tx, rows), next };
      });
    const first = await page();
    return await reply
      .headers({
        'content-type': 'application/geo+json; charset=utf-8',
        'content-disposition': `attachment; filename="aset-${actor.today}.geojson"`,
      })
      .send(Readable.from(collectionOf(first, page), { objectMode: false }));
  });
}

interface FeaturePage {
  readonly features: readonly Feature[];
  readonly next: string | null;
}

async function* collectionOf(
  first: FeaturePage,
  page: (after: string) => Promise<FeaturePage>,
): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let separator = '';
  for (let here = first; ; here = await page(here.next)) {
    for (const feature of here.features) {
      yield `${separator}\n${JSON.stringify(feature)}`;
      separator = ',';
    }
    if (here.next === null) break;
  }
  yield '\n]}\n';
}

async function featuresOf(tx: Tx, rows: readonly AssetRow[]): Promise<Feature[]> {
  const parcels = await parcelsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, latitude, longitude, village, source, findings, ...properties }) => ({
    type: 'Feature',
    id,
    geometry:
      parcels.get(id) ??
      (longitude === null || latitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] }),
    properties: {
      ...properties,
      ...{ village: village?.name ?? null, villageCode: village?.code ?? null },
      ...{ findings: findings.map(({ kind }) => kind), sourceName: source.name, sourceDate: source.date },
      sample: source.sample,
    },
  })) as Feature[];
}
