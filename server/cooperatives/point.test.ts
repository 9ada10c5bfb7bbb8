import { describe, expect, test } from 'vitest';
import { kmOutside } from './point.ts';

/** Damai in Balikpapan and a large kelurahan at the city's edge. */
const villages = [
  { centre: [116.8557, -1.2515], areaM2: 2_500_000 },
  { centre: [117.0, -1.15], areaM2: 60_000_000 },
] as const;

describe('a point of premises', () => {
  test('lies in the city, or a little beyond a kelurahan that is not round', () => {
    expect(kmOutside({ latitude: -1.2515, longitude: 116.8557 }, villages)).toBe(0);
    expect(kmOutside({ latitude: -1.1, longitude: 117.05 }, villages)).toBe(0);
  });

  test('in Jakarta, in Samarinda or with a wrong digit lies outside, by so many kilometres', () => {
    expect(kmOutside({ latitude: -6.2, longitude: 106.8 }, villages)).toBeGreaterThan(1_000);
    expect(kmOutside({ latitude: -0.5, longitude: 117.15 }, villages)).toBeGreaterThan(40);
    expect(kmOutside({ latitude: -1.2515, longitude: 118.8557 }, villages)).toBeGreaterThan(150);
  });

  test('is not measured where no kelurahan has a centre', () => {
    expect(kmOutside({ latitude: -6.2, longitude: 106.8 }, [{}])).toBe(0);
  });
});
