import { present } from '../../kernel/assert.ts';
import { addDays, businessDate } from '../../kernel/business-date.ts';
import { type LotPlan, lotPlans } from './lot-plans.ts';
import { lotObservations } from './observations.ts';
import { addressOf, dayIn, numberOf, type SampleAsset, type SampleFields, type SamplePlace } from './sample-asset.ts';
import { pick, spread } from './spread.ts';
import { type Story, stories } from './stories.ts';
import { pointWithin } from './whereabouts.ts';

const codes = { house: '1.3.1.01.01.01.001', other: '1.3.1.01.01.04.001' } as const;

export function storyOf({ name }: SamplePlace): Story {
  return present(stories[name], `the story of ${name}`);
}

const pastUses = ['Tanah eks SD', 'Tanah kosong blok', 'Tanah eks rumah dinas', 'Tanah eks pos penyuluh'] as const;

/** What might be built on: lots of the city outside its offices, as the kelurahan's story has them. */
export function candidateLots(place: SamplePlace): SampleAsset[] {
  return lotPlans[storyOf(place)].map((plan, at) => {
    const key = `${place.name} calon ${at + 1}`;
    const past = pick(`${key} bekas`, pastUses);
    const areaM2 = lotArea(key, plan);
    const use = plan.use ?? 'idle';
    const lastDay = addDays(businessDate('2025-12-31'), spread(`${key} tempo`, 0, 12) * 30);
    return {
      key,
      village: place.name,
      fields: {
        ...registeredLand(place, { key, areaM2, nth: at }),
        name: `${past} ${numberOf(key)}, ${place.name}`,
        assetCode: past.includes('rumah') ? codes.house : codes.other,
        userAgency: past.includes('SD') ? 'Dinas Pendidikan dan Kebudayaan' : 'Badan Keuangan dan Aset Daerah',
        statedUse: use === 'idle' ? 'Tanah kosong' : 'Dipakai',
        currentUse: use,
        note: use === 'promised' ? 'Lokasi gerai dan gudang KKMP' : null,
        currentUserName: userOf(place, use),
        usedUntil: use === 'used_by_others' ? lastDay : null,
        upkeepYearIdr: use === 'idle' ? areaM2 * 2_500 : null,
      },
      observations: lotObservations(key, areaM2, plan),
    };
  });
}

function userOf({ name }: SamplePlace, use: NonNullable<LotPlan['use']>): string | null {
  if (use === 'promised') return `Koperasi Kelurahan Merah Putih ${name}`;
  return { idle: null, own_duty: 'Satpol PP', used_by_others: 'Karang Taruna' }[use];
}

export function lotArea(key: string, { size }: LotPlan): number {
  return size === 'large' ? spread(`${key} luas`, 1_080, 2_400) : spread(`${key} luas`, 140, 860);
}

const duties = [
  { name: 'Tanah Kantor Kelurahan', agency: undefined, areaM2: [480, 1_400] },
  { name: 'Tanah SD Negeri', agency: 'Dinas Pendidikan dan Kebudayaan', areaM2: [1_600, 3_800] },
  { name: 'Tanah Puskesmas Pembantu', agency: 'Dinas Kesehatan', areaM2: [260, 700] },
  { name: 'Tanah Taman Lingkungan', agency: 'Dinas Perumahan dan Permukiman', areaM2: [300, 1_900] },
] as const;

/** Land an office uses for its own duty: the greater part of any register. Where no lot is large, neither is a school's. */
export function landInDuty(place: SamplePlace): SampleAsset[] {
  const story = storyOf(place);
  if (story === 'no_land') return [];
  return duties.map(({ name, agency, areaM2: [from, to] }, at) => {
    const key = `${place.name} dinas ${at + 1}`;
    const areaM2 = story === 'too_small' ? spread(`${key} luas`, 220, 960) : spread(`${key} luas`, from, to);
    return {
      key,
      village: place.name,
      fields: {
        ...registeredLand(place, { key, areaM2, nth: 3 + at }),
        name: `${name}${name.includes('SD') ? ` ${numberOf(key)}` : ''}, ${place.name}`,
        assetCode: codes.other,
        userAgency: agency ?? `Kecamatan ${place.district}`,
        statedUse: name.replace('Tanah ', ''),
        currentUse: 'own_duty',
      },
      observations: [],
    };
  });
}

/** What the register and the map say of any piece of land. Of what offices use, one in five has no certificate. */
function registeredLand(place: SamplePlace, { key, areaM2, nth }: { key: string; areaM2: number; nth: number }) {
  const thousandsPerM2 = spread(`${key} harga`, 900, 2_100);
  const priceIdr = areaM2 * Math.round(isDense(place) ? thousandsPerM2 * 2 : thousandsPerM2 / 2) * 1_000;
  const acquiredYear = spread(`${key} tahun`, 1979, 2019);
  const isCertified = !key.includes(' dinas ') || spread(`${key} sertifikat`, 1, 5) > 1;
  return {
    ownerKind: 'regency',
    object: 'land',
    address: addressOf(place, key),
    landAreaDm2: areaM2 * 100,
    acquiredYear,
    landRight: 'Hak Pakai',
    certificateNumber: isCertified ? `HP ${spread(`${key} HP`, 1, 99_999)}/${place.name}` : null,
    certificateDate: isCertified ? dayIn(acquiredYear + 2, key) : null,
    origin: pick(`${key} asal`, ['Pembelian', 'Hibah', 'Pembelian', 'Tukar Menukar']),
    priceIdr,
    fairRentYearIdr: Math.round(priceIdr / 30_000) * 1_000,
    fairRentBasis: 'Taksiran BKAD (contoh)',
    ...pointWithin(place, nth),
  } satisfies Partial<SampleFields>;
}

/** Where people live close together, land is dear. */
function isDense({ district }: SamplePlace): boolean {
  return /Kota|Tengah|Selatan/.test(district);
}
