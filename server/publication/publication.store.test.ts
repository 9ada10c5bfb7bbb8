import { describe, expect, test } from 'vitest';
import * as cooperatives from '../cooperatives/public.ts';
import { rupiah } from '../kernel/rupiah.ts';
import * as partners from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import { countsOn, publishableHistory, publishedHistory, publishedOn, sourcesOn } from './publication.store.ts';
import { publish } from './publish.command.ts';
import { countStates } from './summary.ts';
import { machine, on, partnership, report, testCity, today } from './testing/test-city.ts';

const inCity = testCity();

describe('what is published of a day', () => {
  test('is nothing before the cooperatives were founded, and then what was in effect', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-10-21') });
      await publish(tx, [sea], today);
      expect(await publishedOn(tx, on('2025-07-06'))).toEqual([]);
      expect(await publishedOn(tx, on('2025-10-20'))).toMatchObject([{ facility: 'none' }, { facility: 'none' }]);
      expect(await publishedOn(tx, on('2025-10-21'))).toMatchObject([{ facility: 'none' }, { facility: 'proposed' }]);
    }));

  test('changes for past days when a fact of a past day is reported late', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      expect((await countsOn(tx, on('2025-09-30'))).operation.trading).toBe(0);
      await publish(tx, [sea], today);
      expect((await countsOn(tx, on('2025-09-30'))).operation.trading).toBe(1);
      expect((await countsOn(tx, on('2025-09-14'))).operation.trading).toBe(0);
    }));

  test('shows a corrected fact corrected on every day', () =>
    inCity(async (tx, [sea]) => {
      const wrong = await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-08-01') });
      await publish(tx, [sea], today);
      expect((await countsOn(tx, on('2025-08-01'))).facility.proposed).toBe(1);
      const effectiveOn = on('2025-09-01');
      await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn, correctsId: wrong });
      await publish(tx, [sea], today);
      expect((await countsOn(tx, on('2025-08-31'))).facility.proposed).toBe(0);
      expect((await countsOn(tx, effectiveOn)).facility.proposed).toBe(1);
    }));

  test('ends by itself on the day an agreement ends', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      await partners.addPartnership(tx, machine, partnership(sea, on('2025-09-15'), on('2025-12-01')));
      await publish(tx, [sea], today);
      expect((await countsOn(tx, on('2025-11-30'))).operation.withBumnPartner).toBe(1);
      expect((await countsOn(tx, on('2025-12-01'))).operation.withBumnPartner).toBe(0);
    }));

  test('counts in the database as the rows are counted', () =>
    inCity(async (tx, [sea, hill]) => {
      await report(tx, sea, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      await report(tx, hill, { axis: 'facility', state: 'under_construction', effectiveOn: on('2025-10-17') });
      await partners.addPartnership(tx, machine, partnership(hill, on('2025-10-01')));
      await publish(tx, [sea, hill], today);
      expect(await countsOn(tx, today)).toEqual(countStates(await publishedOn(tx, today)));
    }));

  test('is what the register of that day says', () =>
    inCity(async (tx, [sea, hill]) => {
      const first = await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-08-01') });
      await report(tx, sea, { axis: 'facility', state: 'designated', effectiveOn: on('2025-08-01') });
      await report(tx, hill, { axis: 'operation', state: 'trading', effectiveOn: on('2025-08-02') });
      await report(tx, hill, { axis: 'operation', state: 'not_trading', effectiveOn: on('2025-08-09') });
      const effectiveOn = on('2025-08-05');
      await report(tx, sea, { axis: 'facility', state: 'none', effectiveOn, correctsId: first });
      await publish(tx, [sea, hill], today);
      for (const day of ['2025-07-07', '2025-08-01', '2025-08-02', '2025-08-05', '2025-08-09', '2025-11-27'].map(on)) {
        const published = await publishedOn(tx, day);
        const register = await cooperatives.registerOn(tx, day);
        expect(published.map(({ name, facility, operation }) => ({ name, facility, operation }))).toEqual(
          register.map(({ name, facility, operation }) => ({ name, facility, operation })),
        );
      }
    }));
});

describe('publishing', () => {
  test('twice has one effect', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'facility', state: 'proposed', effectiveOn: on('2025-10-21') });
      await publish(tx, [sea], today);
      const once = await publishedHistory(tx, '99.01.01.1001', today);
      await publish(tx, [sea], today);
      expect(await publishedHistory(tx, '99.01.01.1001', today)).toEqual(once);
      expect(once.map((state) => state.effectiveOn)).toEqual(['2025-07-07', '2025-10-21']);
    }));

  test('of one cooperative leaves the others as they are', () =>
    inCity(async (tx, [sea, hill]) => {
      await report(tx, hill, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      await publish(tx, [sea], today);
      expect((await countsOn(tx, today)).operation.trading).toBe(0);
    }));

  test('names the source of each thing said: state, partner, place and price', () =>
    inCity(async (tx, [sea]) => {
      await report(tx, sea, { axis: 'operation', state: 'trading', effectiveOn: on('2025-09-15') });
      await partners.addPartnership(tx, machine, partnership(sea, on('2025-09-15')));
      await cooperatives.addPremises(tx, machine, sea, {
        id: newId(),
        placeId: newId(),
        use: 'outlet',
        placeName: 'Kios',
        right: 'lent_by_owner',
        validFrom: on('2025-09-15'),
        source: { name: 'kunjungan', date: on('2025-09-16') },
      });
      const price = {
        id: newId<'commodity-price'>(),
        commodityCode: 'lpg-12kg',
        carried: true,
        priceIdr: rupiah(202_000),
      };
      const source = { name: 'daftar harga', date: today };
      await cooperatives.recordCommodity(tx, machine, sea, { ...price, effectiveOn: today, source }, today, true);
      await publish(tx, [sea], today);
      expect(await sourcesOn(tx, today)).toEqual(
        expect.arrayContaining([
          { about: 'operation', name: 'siaran pers', date: '2025-10-21', sample: false },
          { about: 'partnership', name: 'perjanjian', date: '2025-09-15', sample: false },
          { about: 'premises', name: 'kunjungan', date: '2025-09-16', sample: false },
          { about: 'price', name: 'daftar harga', date: '2025-11-27', sample: true },
        ]),
      );
      expect((await publishableHistory(tx, [sea])).at(-1)).toMatchObject({
        commodities: [{ code: 'lpg-12kg', priceIdr: 202_000, since: '2025-11-27', sample: true }],
        premises: [{ use: 'outlet', place: 'Kios', sample: false }],
        partners: [{ name: 'Perum Bulog', since: '2025-09-15', sample: false }],
      });
    }));
});
