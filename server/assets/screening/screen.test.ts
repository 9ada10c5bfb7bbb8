import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDate } from '../../kernel/business-date.ts';
import { type Subject, subjectNames, subjects } from '../observation.ts';
import { type SiteUse, siteUses } from '../site-use.ts';
import { type Criterion, criteriaOn, type DatedCriterion, type Wanted } from './criterion.ts';
import type { Seen, SiteFacts } from './reading.ts';
import { type Finding, type Measure, type Screened, screen } from './screen.ts';

const day = businessDate('2025-11-27');
const routes = new Map(
  siteUses.flatMap((use) => [
    [`regency ${use}`, 'open'] as const,
    [`developer ${use}`, 'after_step'] as const,
    [`bumn ${use}`, 'closed'] as const,
  ]),
);

function criterion(reads: Criterion['reads'], wanted: Wanted, more: Partial<Criterion> = {}): Criterion {
  return {
    ...{ use: 'new_building', code: reads, seq: 1, kind: 'hard', topic: 'ground', reads, wanted, weight: 0 },
    ...{ authority: 'technical-office', name: reads, reason: 'contoh', legalBasis: 'contoh', standing: 'assumption' },
    ...{ validFrom: businessDate('2025-01-01'), validTo: null },
    ...more,
  };
}

const oneOf = (pass: string[], open: string[] = []): Wanted => ({ operator: 'one_of', pass, open });
const byBkad = { authority: 'bkad-officer' };

const bare: SiteFacts = {
  ...{ object: 'land', ownerKind: 'regency', landAreaDm2: null, parcelAreaDm2: null, floorAreaDm2: null, parcel: null },
  ...{ certificateNumber: null, currentUse: 'unknown', usedUntil: null, withdrawnOn: null, registerCondition: null },
  observations: [],
};

function seen(subject: Subject, value: string | number, authority = 'technical-office', observedOn = day): Seen {
  const [word, number] = typeof value === 'string' ? [value, null] : [null, value];
  return { subject, word, number, observedOn, authority };
}

function resultOf(facts: Partial<SiteFacts>, criteria: Criterion[], use: SiteUse = 'new_building'): Screened {
  const found = screen({ ...bare, ...facts }, { day, criteria, routes }).find((each) => each.use === use);
  if (found === undefined) throw new Error(`not screened for ${use}`);
  return found;
}

function findingOf(facts: Partial<SiteFacts>, one: Criterion): Finding {
  const [finding] = resultOf(facts, [one]).findings;
  if (finding === undefined) throw new Error('no finding');
  return finding;
}

const stateOf = (facts: Partial<SiteFacts>, one: Criterion) => findingOf(facts, one).state;

describe('area', () => {
  const atLeast1000 = criterion('land_area', { operator: 'at_least', value: 100_000 }, byBkad);

  test('1,000 m² is enough, a dm² less is not', () => {
    expect(stateOf({ landAreaDm2: 100_000 }, atLeast1000)).toBe('pass');
    expect(stateOf({ landAreaDm2: 99_999 }, atLeast1000)).toBe('fail');
  });

  test('that nobody measured is unknown, and BKAD settles it', () => {
    expect(findingOf({}, atLeast1000)).toMatchObject({ state: 'unknown', why: 'not-known', settledBy: 'bkad-officer' });
  });

  test('of 1,240 m² on paper and 1 m² on the map is a question, not an answer', () => {
    const finding = findingOf({ landAreaDm2: 124_000, parcelAreaDm2: 100 }, atLeast1000);
    expect(finding).toMatchObject({ state: 'unknown', why: 'disagree', is: [124_000, 100] });
  });

  test('too small on paper and on the map fails, large enough on both passes', () => {
    expect(stateOf({ landAreaDm2: 90_000, parcelAreaDm2: 80_000 }, atLeast1000)).toBe('fail');
    expect(stateOf({ landAreaDm2: 100_000, parcelAreaDm2: 100_001 }, atLeast1000)).toBe('pass');
  });
});

describe('title', () => {
  const clear = criterion('title', oneOf(['clear'], ['unclear', 'uncertified']), byBkad);

  test('without a certificate is unknown, not failed', () => {
    expect(findingOf({}, clear)).toMatchObject({ state: 'unknown', why: 'undecided', is: ['uncertified'] });
    expect(findingOf({ ownerKind: 'private' }, clear)).toMatchObject({ state: 'unknown', why: 'not-known' });
  });

  test('with one is clear, unless BKAD says it is disputed', () => {
    expect(stateOf({ certificateNumber: 'HP 12/1998' }, clear)).toBe('pass');
    const disputed = [seen('title', 'disputed', 'bkad-officer')];
    expect(stateOf({ certificateNumber: 'HP 12/1998', observations: disputed }, clear)).toBe('fail');
  });

  test('of which a lurah reports a dispute waits for BKAD', () => {
    const observations = [seen('title', 'disputed', 'lurah')];
    expect(findingOf({ certificateNumber: 'HP 12/1998', observations }, clear)).toMatchObject({
      ...{ state: 'unknown', why: 'reported', is: ['disputed'], reportedBy: 'lurah', settledBy: 'bkad-officer' },
    });
  });
});

describe('present use', () => {
  const idle = criterion('present_use', oneOf(['idle'], ['term_ended']), byBkad);

  test.each([
    ['idle', 'pass'],
    ['own_duty', 'fail'],
    ['used_by_others', 'fail'],
    ['promised', 'fail'],
    ['unknown', 'unknown'],
  ])('%s: %s', (currentUse, state) => {
    expect(stateOf({ currentUse }, idle)).toBe(state);
  });

  test('runs to the last day of its term; from the next day on somebody must say that it is free', () => {
    const lent = { currentUse: 'used_by_others' };
    expect(stateOf({ ...lent, usedUntil: day }, idle)).toBe('fail');
    expect(findingOf({ ...lent, usedUntil: businessDate('2025-11-26') }, idle)).toMatchObject({
      ...{ state: 'unknown', why: 'undecided', is: ['term_ended'] },
    });
  });
});

describe('withdrawn', () => {
  const offered = criterion('availability', oneOf(['offered']), byBkad);

  test('counts from its day on', () => {
    expect(stateOf({ withdrawnOn: businessDate('2025-11-28') }, offered)).toBe('pass');
    expect(stateOf({ withdrawnOn: day }, offered)).toBe('fail');
  });
});

describe('the legal route', () => {
  const lawful = criterion('legal_route', oneOf(['open'], ['after_step']), byBkad);

  test.each([
    ['regency', 'pass'],
    ['developer', 'unknown'],
    ['bumn', 'fail'],
    ['private', 'unknown'],
  ])('of property of %s: %s', (ownerKind, state) => {
    expect(stateOf({ ownerKind }, lawful)).toBe(state);
  });

  test("of a developer's land opens when BKAD records that it was handed over, and closes when the owner refuses", () => {
    const said = (word: string) => ({ observations: [seen('owner_consent', word, 'bkad-officer')] });
    expect(stateOf({ ownerKind: 'developer', ...said('agreed') }, lawful)).toBe('pass');
    expect(stateOf({ ownerKind: 'developer', ...said('considering') }, lawful)).toBe('unknown');
    expect(stateOf({ ownerKind: 'regency', ...said('refused') }, lawful)).toBe('fail');
    expect(stateOf({ ownerKind: 'bumn', ...said('agreed') }, lawful)).toBe('fail');
  });
});

describe('what an authority settles', () => {
  const landslide = criterion('landslide', oneOf(['absent'], ['possible']));

  test('is its word, whoever reports otherwise later', () => {
    const observations = [
      seen('landslide', 'absent', 'technical-office', businessDate('2025-11-01')),
      seen('landslide', 'present', 'lurah', day),
    ];
    expect(stateOf({ observations }, landslide)).toBe('pass');
  });

  test('is its latest word; of one day the later recorded', () => {
    const [then, now] = [businessDate('2025-11-01'), day];
    const late = [
      seen('landslide', 'present', 'technical-office', now),
      seen('landslide', 'absent', 'technical-office', then),
    ];
    expect(stateOf({ observations: late }, landslide)).toBe('fail');
    const twice = [seen('landslide', 'present'), seen('landslide', 'absent')];
    expect(stateOf({ observations: twice }, landslide)).toBe('pass');
  });

  test('may be that it is possible, which settles nothing yet', () => {
    expect(findingOf({ observations: [seen('landslide', 'possible')] }, landslide)).toMatchObject({
      ...{ state: 'unknown', why: 'undecided' },
    });
  });

  test('and of the Dinas is whatever a survey saw', () => {
    const road = criterion('road_access', oneOf(['asphalt']), { authority: 'dinas-officer' });
    expect(stateOf({ observations: [seen('road_access', 'asphalt', 'lurah')] }, road)).toBe('pass');
  });
});

describe('slope', () => {
  const slope = criterion('slope_percent', { operator: 'at_most', value: 15 });

  test('of 15% passes, of 16% fails', () => {
    expect(stateOf({ observations: [seen('slope_percent', 15)] }, slope)).toBe('pass');
    expect(stateOf({ observations: [seen('slope_percent', 16)] }, slope)).toBe('fail');
  });
});

describe('the lot', () => {
  const fits = criterion('lot', { operator: 'fits', shortDm: 200, longDm: 350 }, { authority: 'dinas-officer' });
  const measured = (frontage: number, depth: number) => ({
    observations: [seen('frontage_dm', frontage), seen('depth_dm', depth)],
  });

  test.each([
    [200, 350, 'pass'],
    [350, 200, 'pass'],
    [199, 500, 'fail'],
    [349, 349, 'fail'],
  ])('of %i × %i dm: %s', (frontage, depth, state) => {
    expect(stateOf(measured(frontage, depth), fits)).toBe(state);
  });

  test('of which one side is known fails if that is too short, else it is unknown', () => {
    expect(stateOf({ observations: [seen('frontage_dm', 199)] }, fits)).toBe('fail');
    expect(stateOf({ observations: [seen('frontage_dm', 400)] }, fits)).toBe('unknown');
  });
});

describe('the score', () => {
  const soft = (reads: Criterion['reads'], wanted: Wanted, weight: number) =>
    criterion(reads, wanted, { kind: 'soft', weight, authority: 'dinas-officer' });
  const criteria = [
    soft('electricity', { operator: 'points', points: { present: 100, near: 60, absent: 0 } }, 30),
    soft('road_width_dm', { operator: 'scale', worst: 30, best: 60 }, 60),
    soft('water', { operator: 'points', points: { present: 100, near: 60, absent: 0 } }, 10),
  ];

  test('is what is proven of the weight; what is unknown counts nothing and says so', () => {
    const observations = [seen('electricity', 'near'), seen('road_width_dm', 45)];
    expect(resultOf({ observations }, criteria)).toMatchObject({ score: 48, knownPercent: 90 });
  });

  test.each([
    [29, 0],
    [30, 0],
    [60, 100],
    [61, 100],
  ])('of a road of %i dm is %i points', (width, points) => {
    expect(findingOf({ observations: [seen('road_width_dm', width)] }, criteria[1] as Criterion).points).toBe(points);
  });
});

describe('the outcome', () => {
  const criteria = [
    criterion('flood', oneOf(['none'])),
    criterion('landslide', oneOf(['absent'], ['possible'])),
    criterion('electricity', { operator: 'points', points: { present: 100 } }, { kind: 'soft', weight: 1 }),
  ];

  test('fails with one hard criterion missed, is unknown with one open, passes with all met, whatever the soft ones are', () => {
    expect(resultOf({ observations: [seen('flood', 'frequent')] }, criteria).outcome).toBe('fail');
    expect(resultOf({ observations: [seen('flood', 'none')] }, criteria).outcome).toBe('unknown');
    const both = [seen('flood', 'none'), seen('landslide', 'absent')];
    expect(resultOf({ observations: both }, criteria).outcome).toBe('pass');
  });

  test('of a use of which nothing is asked is unknown', () => {
    expect(resultOf({}, criteria, 'outlet').outcome).toBe('unknown');
  });
});

describe('criteria of a day', () => {
  const dated = (from: string, more: Partial<DatedCriterion> = {}): DatedCriterion => ({
    ...criterion('land_area', { operator: 'at_least', value: 100_000 }),
    validFrom: businessDate(from),
    ...more,
  });
  const value = (on: string, own: DatedCriterion[]) => {
    const [first] = criteriaOn(businessDate(on), [dated('2025-03-27')], own);
    return first?.wanted.operator === 'at_least' ? first.wanted.value : undefined;
  };
  const city = { standing: 'city', wanted: { operator: 'at_least', value: 80_000 } } as const;

  test("are the nation's until the city's own begin, and again from the day those end", () => {
    const own = [dated('2025-11-01', { ...city, id: 'a', validTo: businessDate('2025-12-01') })];
    expect(['2025-03-26', '2025-10-31', '2025-11-01', '2025-11-30', '2025-12-01'].map((on) => value(on, own))).toEqual([
      ...[undefined, 100_000, 80_000, 80_000, 100_000],
    ]);
  });

  test('of two the city began on one day, the later counts', () => {
    const own = [
      dated('2025-11-01', { ...city, id: 'b' }),
      dated('2025-11-01', { ...city, id: 'a', wanted: { operator: 'at_least', value: 1 } }),
    ];
    expect(value('2025-11-01', own)).toBe(80_000);
  });

  test('are not asked where the city switched them off', () => {
    expect(value('2025-11-01', [dated('2025-11-01', { kind: 'off', id: 'a' })])).toBeUndefined();
  });
});

const measure: Measure = {
  day,
  routes,
  criteria: [
    criterion('flood', oneOf(['none'])),
    criterion('landslide', oneOf(['absent'], ['possible'])),
    criterion('slope_percent', { operator: 'at_most', value: 15 }),
    criterion('title', oneOf(['clear'], ['unclear', 'uncertified'])),
    criterion('land_area', { operator: 'at_least', value: 100_000 }),
    criterion(
      'electricity',
      { operator: 'points', points: { present: 100, near: 60, absent: 0 } },
      { kind: 'soft', weight: 3 },
    ),
    criterion('road_width_dm', { operator: 'scale', worst: 30, best: 60 }, { kind: 'soft', weight: 5 }),
  ],
};
const anySeen: fc.Arbitrary<Seen> = fc.constantFrom(...subjectNames).chain((subject) => {
  const values = subjects[subject];
  const value = values === 'number' ? fc.integer({ min: 0, max: 400 }) : fc.constantFrom(...values);
  return value.map((each) => seen(subject, each));
});
const anyFacts: fc.Arbitrary<SiteFacts> = fc
  .record({
    landAreaDm2: fc.option(fc.integer({ min: 1, max: 200_000 })),
    parcelAreaDm2: fc.option(fc.integer({ min: 1, max: 200_000 })),
    certificateNumber: fc.option(fc.constant('HP 1')),
    ownerKind: fc.constantFrom('regency', 'developer', 'bumn', 'private'),
    observations: fc.array(anySeen, { maxLength: 12 }),
  })
  .map((some) => ({ ...bare, ...some }));
const rank = { fail: 0, unknown: 1, pass: 2 } as const;
const first = (facts: SiteFacts) => screen(facts, measure)[0] as Screened;

describe('whatever is known of a site', () => {
  test('screening it again comes out the same, and in no other order', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(screen(facts, measure)).toEqual(screen(structuredClone(facts), measure));
      }),
    );
  });

  test('a decisive word of the authority settles an unknown', () => {
    const decisive = {
      flood: ['none', 'frequent'],
      landslide: ['absent', 'present'],
      title: ['clear', 'disputed'],
    } as const;
    const subject = fc.constantFrom('flood', 'landslide', 'title');
    fc.assert(
      fc.property(anyFacts, subject, fc.boolean(), (facts, which, isGood) => {
        const word = decisive[which][isGood ? 0 : 1];
        const told = { ...facts, observations: [...facts.observations, seen(which, word)] };
        const finding = first(told).findings.find(({ criterion }) => criterion === which);
        expect(finding?.state).toBe(isGood ? 'pass' : 'fail');
      }),
    );
  });

  test('knowing something in its favour lowers neither outcome nor score', () => {
    const favours: ((facts: SiteFacts) => SiteFacts)[] = [
      ...(['flood:none', 'landslide:absent', 'title:clear', 'electricity:present'] as const).map((given) => {
        const [subject, word] = given.split(':') as [Subject, string];
        return (facts: SiteFacts) => ({ ...facts, observations: [...facts.observations, seen(subject, word)] });
      }),
      (facts) => ({ ...facts, observations: [...facts.observations, seen('slope_percent', 0)] }),
      (facts) => ({ ...facts, observations: [...facts.observations, seen('road_width_dm', 60)] }),
      (facts) => ({ ...facts, certificateNumber: 'HP 2' }),
      (facts) => ({ ...facts, landAreaDm2: Math.max(facts.landAreaDm2 ?? 0, 100_000) }),
      (facts) => ({ ...facts, parcelAreaDm2: Math.max(facts.parcelAreaDm2 ?? 0, 100_000) }),
    ];
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...favours), (facts, favour) => {
        const [before, after] = [first(facts), first(favour(facts))];
        expect(rank[after.outcome]).toBeGreaterThanOrEqual(rank[before.outcome]);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
      }),
    );
  });
});
