import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { flawed } from './flaws.ts';
import type { SamplePlace } from './sample-asset.ts';
import { sampleAssets } from './sample-assets.ts';
import { stories } from './stories.ts';

const districts: Readonly<Record<string, string>> = {
  '01': 'Balikpapan Timur',
  '02': 'Balikpapan Barat',
  '03': 'Balikpapan Utara',
  '04': 'Balikpapan Tengah',
  '05': 'Balikpapan Selatan',
  '06': 'Balikpapan Kota',
};
const file = readFileSync(new URL('../../reference/village-facts.csv', import.meta.url), 'utf8');
const places = parse<Record<string, string>>(file, { columns: true, comment: '#' }).map(
  (row): SamplePlace => ({
    name: row['name'] ?? '',
    district: districts[row['code']?.slice(6, 8) ?? ''] ?? '',
    centre: [Number(row['centre_lng']), Number(row['centre_lat'])],
    areaM2: Number(row['area_m2']),
  }),
);
const all = sampleAssets(places);
const lotsOf = (village: string) => all.filter(({ key }) => key.startsWith(`${village} calon`));
const isLarge = ({ fields }: (typeof all)[number]) => Number(fields.landAreaDm2 ?? 0) >= 100_000;

describe('the invented assets', () => {
  test('are more than 300 in all 34 kelurahan, the same every time', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(new Set(all.map(({ village }) => village)).size).toBe(34);
    expect(sampleAssets(places)).toEqual(all);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  test('of the city are each registered once, as BKAD numbers them; those of others are not', () => {
    const identities = all.map(({ fields: { assetCode, register } }) => `${assetCode} ${register}`);
    const registered = identities.filter((each) => !each.includes('undefined'));
    expect(new Set(registered).size).toBe(registered.length);
    for (const { fields } of all) expect(fields.register !== undefined).toBe(fields.ownerKind === 'regency');
    for (const { fields } of all)
      if (fields.assetCode) expect(fields.assetCode).toMatch(/^1\.3\.[13](\.\d\d){3}\.\d{3}$/);
  });

  test.each(Object.entries(stories))('of %s are such that its story is %s', (village, story) => {
    const large = lotsOf(village).filter(isLarge);
    if (story === 'no_land') expect(lotsOf(village)).toEqual([]);
    else if (story === 'too_small') expect(large).toEqual([]);
    else expect(large.length).toBeGreaterThan(0);
    const idle = large.filter(({ fields }) => fields.currentUse === 'idle' && fields.withdrawnOn === undefined);
    if (story === 'in_use') expect(idle).toEqual([]);
    if (story === 'fits' || story === 'builds') expect(idle.length).toBe(1);
  });

  test('are there for every flaw that names one', () => {
    const keys = new Set(all.map(({ key }) => key));
    expect(flawed.filter((key) => !keys.has(key))).toEqual([]);
  });

  test('have every flaw a real register has', () => {
    const fields = all.map((asset) => asset.fields);
    const land = fields.filter(({ ownerKind, object }) => ownerKind === 'regency' && object === 'land');
    const certificates = land.flatMap(({ certificateNumber }) => certificateNumber ?? []);
    expect(land.filter(({ landAreaDm2 }) => landAreaDm2 === null).length).toBe(3);
    expect(land.filter(({ landAreaDm2 }) => landAreaDm2 === 100).length).toBe(3);
    expect(certificates.length - new Set(certificates).size).toBe(3);
    expect(land.length - certificates.length).toBeGreaterThan(15);
    expect(fields.filter(({ withdrawnOn }) => withdrawnOn).length).toBe(3);
    expect(fields.filter(({ usedUntil }) => usedUntil && usedUntil < '2026-05-27').length).toBeGreaterThan(5);
    const measured = fields.filter(({ parcelAreaDm2 }) => parcelAreaDm2);
    expect(measured.length).toBe(11);
    expect(measured.filter(({ parcelAreaDm2, landAreaDm2 }) => parcelAreaDm2 !== landAreaDm2).length).toBe(2);
  });
});
