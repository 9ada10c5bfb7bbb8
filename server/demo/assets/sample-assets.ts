import { sampleBuildings } from './buildings.ts';
import { withFlaws } from './flaws.ts';
import { candidateLots, landInDuty } from './land.ts';
import { landOfOthers, shopsOfOthers } from './others.ts';
import type { SampleAsset, SamplePlace } from './sample-asset.ts';

/** The register of the whole city as BKAD prints it: one code of location. Invented, in the form of a real one. */
export const locationCode = '12.01.64.71.05.07.01';

/** The invented assets of a city, the same every time. */
export function sampleAssets(places: readonly SamplePlace[]): SampleAsset[] {
  const drafts = places.flatMap((place, nth) => [
    ...candidateLots(place),
    ...landInDuty(place),
    ...sampleBuildings(place),
    ...landOfOthers(place, nth),
    ...shopsOfOthers(place, nth),
  ]);
  return standingOnLand(registered(withFlaws(drafts)));
}

/** Gives what is in the register its number, counted per kind of thing, as BKAD counts. */
function registered(assets: readonly SampleAsset[]): SampleAsset[] {
  const counts = new Map<string, number>();
  return assets.map((asset) => {
    const { assetCode } = asset.fields;
    if (!assetCode) return asset;
    const nth = (counts.get(assetCode) ?? 0) + 1;
    counts.set(assetCode, nth);
    return { ...asset, fields: { ...asset.fields, locationCode, register: String(nth).padStart(4, '0') } };
  });
}

/** Buildings say which land they stand on: the office on the office's, the school on the school's, the old house on the health post's. */
function standingOnLand(assets: readonly SampleAsset[]): SampleAsset[] {
  const byKey = new Map(assets.map((asset) => [asset.key, asset.fields]));
  return assets.map((asset) => {
    const under = byKey.get(asset.key.replace(' gedung ', ' dinas '));
    if (!asset.key.includes(' gedung ') || under === undefined) return asset;
    return { ...asset, fields: { ...asset.fields, landCode: `${under.assetCode}/${under.register}` } };
  });
}
