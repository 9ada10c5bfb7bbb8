import { lotArea, storyOf } from './land.ts';
import { lotPlans } from './lot-plans.ts';
import { buildingObservations, lotObservations } from './observations.ts';
import { addressOf, type SampleAsset, type SamplePlace } from './sample-asset.ts';
import { spread } from './spread.ts';
import { pointWithin } from './whereabouts.ts';

const kinds = [
  { ownerKind: 'ministry', name: 'Tanah eks gudang', ownerName: 'Kementerian Contoh' },
  { ownerKind: 'bumn', name: 'Lahan cadangan', ownerName: 'PT Contoh (Persero)' },
  { ownerKind: 'developer', name: 'Lahan fasum Perumahan Contoh', ownerName: 'PT Pengembang Contoh' },
  { ownerKind: 'private', name: 'Penawaran lahan warga', ownerName: 'Warga (contoh)' },
] as const;

/**
 * Land that is not the city's, one piece in a kelurahan. It shares the trouble of its kelurahan, so that it is no way round it; where
 * the city has only small lots, what others offer is small too, but for the two that are large and wait for their owner's word.
 */
export function landOfOthers(place: SamplePlace, nth: number): SampleAsset[] {
  const kind = kinds[nth % kinds.length] ?? kinds[0];
  const key = `${place.name} lain 1`;
  const [plan = { size: 'small' as const }] = largeOffers.includes(place.name)
    ? [{ size: 'large' as const, seen: { title: 'unclear' } }]
    : ['fits', 'builds'].includes(storyOf(place))
      ? [lotPlans.too_small[0]]
      : lotPlans[storyOf(place)];
  const areaM2 = lotArea(key, plan);
  return [
    {
      key,
      village: place.name,
      fields: {
        ...{ ownerKind: kind.ownerKind, object: 'land', ownerName: kind.ownerName, currentUse: plan.use ?? 'idle' },
        ...{ name: `${kind.name}, ${place.name}`, address: addressOf(place, key), landAreaDm2: areaM2 * 100 },
        landRight: kind.ownerKind === 'private' ? 'Hak Milik' : 'Hak Guna Bangunan',
        fairRentYearIdr: areaM2 * spread(`${key} sewa`, 30, 90) * 1_000,
        fairRentBasis: 'Permintaan pemilik (contoh)',
        ...pointWithin(place, 12),
      },
      observations: lotObservations(key, areaM2, plan),
    },
  ];
}

/** Too dear or undecided, but large enough: what a purchase would unlock. */
export const largeOffers: readonly string[] = ['Klandasan Ilir', 'Karang Rejo'];

/** Shop-houses that owners would let, in every third kelurahan. */
export function shopsOfOthers(place: SamplePlace, nth: number): SampleAsset[] {
  if (nth % 3 !== 0) return [];
  const key = `${place.name} ruko`;
  const floorM2 = spread(`${key} lantai`, 60, 190);
  return [
    {
      key,
      village: place.name,
      fields: {
        ...{ ownerKind: 'private', object: 'building', ownerName: 'Warga (contoh)', currentUse: 'idle' },
        ...{
          name: `Ruko ditawarkan, ${place.name}`,
          address: addressOf(place, key),
          isStoreyed: true,
          isConcrete: true,
        },
        ...{ floorAreaDm2: floorM2 * 100, registerCondition: 'good', landRight: 'Hak Guna Bangunan' },
        fairRentYearIdr: floorM2 * spread(`${key} sewa`, 400, 900) * 1_000,
        fairRentBasis: 'Permintaan pemilik (contoh)',
        ...pointWithin(place, 13),
      },
      observations: buildingObservations(key, 'good'),
    },
  ];
}
