import type { Cooperative, OpenCriterion, Problem, Rules, Site, Village } from '../problem.ts';
import { type Use, uses } from '../use.ts';

/** Rules as the migration has them, so far as a test needs them. */
export const someRules: Rules = {
  place: Object.fromEntries(
    uses.map((use) => [use, { adjacentIdr: 50_000_000, cityIdr: use === 'warehouse' ? 150_000_000 : null }]),
  ) as Rules['place'],
  shareDm2: { new_building: 100_000, outlet: 10_000, warehouse: 20_000, secretariat: 2_000, temporary_office: 2_000 },
  ownerKinds: ['regency'],
  areaCriterion: 'area',
  routeCriterion: 'route',
  metreIdr: 25_000,
  accessPointIdr: 1_000_000,
  unservedPermilleIdr: 1_000_000,
  joinIdr: 15_000_000,
  routeIdr: 30_000_000,
};

/** Numbers that look like chance and are the same each time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A city made up for a test or a benchmark: one cooperative a kelurahan, on a grid, with sites scattered over it. */
export function someProblem(size: {
  cooperatives: number;
  sites: number;
  uses: readonly Use[];
  seed: number;
  /** Of a hundred sites, how many pass; the others fail or are unknown. */
  passPercent: number;
}): Problem {
  const next = chance(size.seed);
  const whole = (below: number) => Math.floor(next() * below);
  const wide = Math.ceil(Math.sqrt(size.cooperatives));
  const villages = Array.from({ length: size.cooperatives }, (_, index): Village => {
    const near = [index - wide, index + wide, ...(index % wide ? [index - 1] : []), index + 1];
    return {
      id: index + 1,
      code: `64.71.${String(1 + (index % 6)).padStart(2, '0')}.${1001 + index}`,
      name: `Kelurahan ${index + 1}`,
      districtName: `Kecamatan ${1 + (index % 6)}`,
      adjacentIds: near.filter((each) => each >= 0 && each < size.cooperatives).map((each) => each + 1),
      landPriceIdr: 1_000_000 + 100_000 * whole(40),
    };
  });
  const spot = (index: number) => ({
    longitude: 116.8 + 0.02 * (index % wide) + 0.02 * next(),
    latitude: -1.25 + 0.02 * Math.floor(index / wide) + 0.02 * next(),
  });
  const cooperatives = villages.map(
    ({ id, code, name }, index): Cooperative => ({
      ...{ id: `cooperative ${index}`, code, name },
      villageIds: [id],
      homes: [{ ...spot(index), people: 1_000 + whole(30_000) }],
    }),
  );
  const sites = Array.from({ length: size.sites }, (_, index): Site => {
    const village = whole(size.cooperatives);
    return {
      ...{ id: `site ${index}`, code: `1.3.1.${String(index).padStart(5, '0')}`, name: `Tanah ${index}` },
      villageId: village + 1,
      point: spot(village),
      ownerKind: next() < 0.95 ? 'regency' : 'ministry',
      areaDm2: 2_000 + 1_000 * whole(300),
      isDivisible: next() < 0.1,
      adjoiningIds: [],
      screenings: size.uses.map((use) => {
        const isFit = whole(100) < size.passPercent;
        const open = isFit ? [] : [someOpen(next)];
        const outcome = isFit ? 'pass' : (open[0]?.state ?? 'fail');
        const [score, accessPenalty, readyIdr] = [whole(101), whole(101), 1_000_000 * whole(300)];
        return { ...{ use, outcome, open, score, accessPenalty, readyIdr } };
      }),
    };
  });
  return {
    ...{ uses: size.uses, villages, cooperatives, sites },
    needs: size.uses.flatMap((use) => cooperatives.map(({ id }) => ({ cooperativeId: id, use }))),
    rules: someRules,
    weights: { distance: 3, access: 3, ready: 3, equity: 3 },
    locked: [],
    forbidden: [],
    waived: [],
    countsUnknownAsPass: false,
  };
}

function someOpen(next: () => number): OpenCriterion {
  const criteria = ['area', 'title', 'road_access', 'flood', 'slope'];
  const criterion = criteria[Math.floor(next() * criteria.length)] ?? 'area';
  const state = next() < 0.3 ? 'unknown' : 'fail';
  const costIdr = criterion === 'flood' && state === 'fail' ? null : 5_000_000;
  return { criterion, state, settledBy: 'technical-office', costIdr };
}
