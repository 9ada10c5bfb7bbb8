import { describe, expect, test } from 'vitest';
import { businessDate, parseBusinessDate } from '../../kernel/business-date.ts';
import { metresBetween, photoFlags, surveyFlags } from './survey.ts';

const today = businessDate('2025-11-27');
const here = { latitude: -1.24, longitude: 116.85 };
/** A degree of latitude is 111,195 m. */
const north = (metres: number) => ({ latitude: here.latitude + metres / 111_195, longitude: here.longitude });
const box = { west: 116.85, east: 116.85, south: -1.24, north: -1.24 };
const asset = { ...box, revision: 3, withdrawnOn: null };
const visit = { surveyedOn: today, point: { ...here, accuracyM: 10 }, seenRevision: 3 };
const about = { today, outsideMetres: 0 };

describe('a survey is flagged where a person should look, and only there', () => {
  test('a visit as it should be', () => {
    expect(surveyFlags(visit, asset, about)).toEqual([]);
  });

  test('without a point, or of an asset nobody has placed, there is nothing to compare', () => {
    expect(surveyFlags({ ...visit, point: undefined }, asset, { today, outsideMetres: undefined })).toEqual([]);
    const unplaced = { ...asset, west: null, east: null, south: null, north: null };
    expect(surveyFlags({ ...visit, point: { ...north(50_000), accuracyM: 5 } }, unplaced, about)).toEqual([]);
  });

  test('a point 200 m from the asset and as inaccurate as the phone says is near enough, more is not', () => {
    const at = (metres: number) => surveyFlags({ ...visit, point: { ...north(metres), accuracyM: 10 } }, asset, about);
    expect(at(209)).toEqual([]);
    expect(at(212)).toEqual([{ kind: 'far-from-asset', metres: 212 }]);
  });

  test('within a large parcel no point is far', () => {
    const large = { ...asset, north: north(5_000).latitude };
    expect(surveyFlags({ ...visit, point: { ...north(2_500), accuracyM: 0 } }, large, about)).toEqual([]);
  });

  test('a point outside the kelurahan, beyond what borders and phones err', () => {
    expect(surveyFlags(visit, asset, { today, outsideMetres: 110 })).toEqual([]);
    expect(surveyFlags(visit, asset, { today, outsideMetres: 111 })).toEqual([
      { kind: 'outside-village', metres: 111 },
    ]);
  });

  test('a day yet to come, one reported after more than a week, an asset changed or withdrawn meanwhile', () => {
    const on = (day: string) => surveyFlags({ ...visit, surveyedOn: businessDate(day) }, asset, about);
    expect([on('2025-11-28'), on('2025-11-20'), on('2025-11-19')]).toEqual([
      [{ kind: 'day-ahead' }],
      [],
      [{ kind: 'reported-late', days: 8 }],
    ]);
    expect(surveyFlags({ ...visit, seenRevision: 2 }, asset, about)).toEqual([{ kind: 'asset-changed' }]);
    expect(surveyFlags(visit, { ...asset, withdrawnOn: today }, about)).toEqual([{ kind: 'asset-withdrawn' }]);
    expect(surveyFlags(visit, { ...asset, withdrawnOn: businessDate('2025-11-28') }, about)).toEqual([]);
  });
});

describe('a photo is flagged by what its camera wrote', () => {
  const survey = { surveyedOn: today, place: here, isElsewhere: false };
  const dayOf = (cameraTime: string) => parseBusinessDate(cameraTime.slice(0, 10));
  const taken = (metres: number, cameraTime: string | null = '2025-11-27T08:00:00') => ({
    ...north(metres),
    cameraTime,
  });

  test('taken there and then it is not', () => {
    expect(photoFlags(taken(200), survey, dayOf)).toEqual([]);
    expect(photoFlags(undefined, survey, dayOf)).toEqual([]);
    expect(photoFlags({ latitude: null, longitude: null, cameraTime: null }, survey, dayOf)).toEqual([]);
  });

  test('taken elsewhere, on another day, or shown of another asset before', () => {
    expect(photoFlags(taken(5_000), survey, dayOf)).toEqual([{ kind: 'photo-elsewhere', metres: 5_000 }]);
    expect(photoFlags(taken(0, '2025-11-26T23:59:59'), survey, dayOf)).toEqual([
      { kind: 'photo-other-day', day: '2025-11-26' },
    ]);
    expect(photoFlags(taken(0), { ...survey, isElsewhere: true }, dayOf)).toEqual([{ kind: 'photo-of-another-asset' }]);
  });
});

test('metres between two places: Balikpapan to Samarinda are 90 km', () => {
  const metres = metresBetween({ latitude: -1.2654, longitude: 116.8312 }, { latitude: -0.5022, longitude: 117.1536 });
  expect(metres / 1_000).toBeCloseTo(92.1, 0);
});
