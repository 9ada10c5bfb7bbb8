import { addDays, businessDate } from '../../kernel/business-date.ts';
import { buildingObservations } from './observations.ts';
import { addressOf, dayIn, type SampleAsset, type SamplePlace } from './sample-asset.ts';
import { pick, spread } from './spread.ts';
import { pointWithin } from './whereabouts.ts';

const codes = {
  office: '1.3.3.01.01.01.001',
  school: '1.3.3.01.01.10.001',
  market: '1.3.3.01.01.12.001',
  house: '1.3.3.01.02.01.001',
} as const;

interface BuildingPlan {
  readonly name: string;
  readonly code: string;
  readonly agency: string;
  readonly floorM2: readonly [from: number, to: number];
  readonly use: 'own_duty' | 'idle' | 'used_by_others';
}

const idleNames = ['Eks Rumah Dinas Guru', 'Eks Puskesmas Pembantu', 'Eks Kantor UPT', 'Balai Pertemuan'] as const;
const conditions = ['good', 'minor_damage', 'minor_damage', 'major_damage'] as const;
const tenants = ['CV Penyewa Contoh', 'Yayasan Contoh Bakti', 'UD Contoh Jaya'] as const;

/** An office, a school, something old that mostly stands empty, and in some kelurahan stalls of a market. */
export function sampleBuildings(place: SamplePlace): SampleAsset[] {
  const old = pick(`${place.name} gedung lama`, idleNames);
  const isLet = spread(`${place.name} disewakan`, 1, 4) === 1;
  const plans: BuildingPlan[] = [
    ...(['Gedung Kantor Kelurahan'] as const).map((name) => ({
      ...{ name, code: codes.office, agency: `Kecamatan ${place.district}` },
      ...{ floorM2: [180, 420] as const, use: 'own_duty' as const },
    })),
    {
      ...{ name: 'Gedung SD Negeri', code: codes.school, agency: 'Dinas Pendidikan dan Kebudayaan' },
      ...{ floorM2: [520, 1_400], use: 'own_duty' },
    },
    {
      ...{ name: old, code: old.includes('Rumah') ? codes.house : codes.office },
      ...{ agency: 'Badan Keuangan dan Aset Daerah', floorM2: [42, 190], use: isLet ? 'used_by_others' : 'idle' },
    },
  ];
  if (spread(`${place.name} pasar`, 1, 4) === 1) {
    const stalls = { name: 'Kios Pasar Blok B', code: codes.market, agency: 'Dinas Perdagangan' };
    plans.push({ ...stalls, floorM2: [24, 140], use: 'used_by_others' });
  }
  return plans.map((plan, at) => sampleBuilding(place, plan, at));
}

function sampleBuilding(place: SamplePlace, plan: BuildingPlan, at: number): SampleAsset {
  const key = `${place.name} gedung ${at + 1}`;
  const floorM2 = spread(`${key} lantai`, ...plan.floorM2);
  const condition = plan.use === 'idle' ? pick(`${key} kondisi`, conditions) : 'good';
  const acquiredYear = spread(`${key} tahun`, 1984, 2018);
  const isStoreyed = floorM2 > 400;
  const isLet = plan.use === 'used_by_others';
  return {
    key,
    village: place.name,
    fields: {
      ...{ ownerKind: 'regency', object: 'building', assetCode: plan.code, userAgency: plan.agency },
      ...{ name: `${plan.name}, ${place.name}`, address: addressOf(place, key), registerCondition: condition },
      ...{ isStoreyed, isConcrete: true, acquiredYear, origin: 'APBD', landStatus: 'Tanah Milik Pemda' },
      floorAreaDm2: floorM2 * 100,
      landAreaDm2: floorM2 * (isStoreyed ? 100 : 200),
      documentNumber: `640/${spread(`${key} IMB`, 11, 980)}/IMB/${acquiredYear}`,
      documentDate: dayIn(acquiredYear, key),
      priceIdr: floorM2 * spread(`${key} harga`, 18, 34) * 100_000,
      currentUse: plan.use,
      currentUserName: isLet ? pick(`${key} penyewa`, tenants) : null,
      usedUntil: isLet ? addDays(businessDate('2025-12-14'), spread(`${key} tempo`, 0, 20) * 12) : null,
      upkeepYearIdr: floorM2 * spread(`${key} rawat`, 60, 140) * 1_000,
      fairRentYearIdr: floorM2 * spread(`${key} sewa`, 180, 420) * 1_000,
      fairRentBasis: 'Taksiran BKAD (contoh)',
      ...pointWithin(place, 7 + at),
    },
    observations: plan.use === 'own_duty' ? [] : buildingObservations(key, condition),
  };
}
