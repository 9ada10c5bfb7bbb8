import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { assetFilters, assetId } from './asset.schema.ts';
import { assetObjects, currentUses } from './asset.ts';

const degrees = (limit: number) => Type.Number({ minimum: -limit, maximum: limit });

/** A place in the viewport where several assets lie together. */
const Cluster = closed({ longitude: Type.Number(), latitude: Type.Number(), count: Type.Integer() });
const Pin = closed({
  id: assetId,
  name: Type.String(),
  longitude: Type.Number(),
  latitude: Type.Number(),
  object: Type.Enum([...assetObjects]),
  currentUse: Type.Enum([...currentUses]),
  sample: Type.Boolean(),
});
export type AssetPin = Static<typeof Pin>;
export type AssetCluster = Static<typeof Cluster>;

/** What of the list lies within a viewport: every asset while they are few, else where they lie together. */
export const mapAssetsCall = call({
  name: 'assets/map',
  method: 'GET',
  path: '/asset-map',
  can: 'asset.read',
  query: closed({
    ...assetFilters,
    west: degrees(180),
    south: degrees(90),
    east: degrees(180),
    north: degrees(90),
  }),
  reply: closed({ clusters: Type.Array(Cluster), pins: Type.Array(Pin) }),
});

/** The list as a GeoJSON file: parcels where they are drawn, else points; what nobody has placed has no geometry. */
export const geojsonAssetsCall = call({
  name: 'assets/list-geojson',
  method: 'GET',
  path: '/assets.geojson',
  can: 'asset.read',
  query: closed(assetFilters),
  reply: Type.String({ description: 'a FeatureCollection, to be saved' }),
});
