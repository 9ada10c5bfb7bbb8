import { businessDate } from '../../kernel/business-date.ts';
import type { SampleAsset, SampleFields } from './sample-asset.ts';
import { type ParcelPlan, parcelAt } from './whereabouts.ts';

/** Given what there is besides, which may be a few kelurahan only. */
type Find = (key: string) => SampleFields | undefined;
type Flaw = (fields: SampleFields, find: Find) => Partial<SampleFields>;

const moved = ({ latitude, longitude }: SampleFields): Partial<SampleFields> => ({
  ...{ latitude: latitude ?? null, longitude: longitude ?? null },
  ...{ west: longitude ?? null, east: longitude ?? null, south: latitude ?? null, north: latitude ?? null },
});
const isOneMetre: Flaw = () => ({ landAreaDm2: 100 });
const hasNoArea: Flaw = () => ({ landAreaDm2: null });
const hasNoCertificate: Flaw = () => ({ certificateNumber: null, certificateDate: null });
const sharesCertificateWith =
  (other: string): Flaw =>
  (fields, find) => ({ certificateNumber: find(other)?.certificateNumber ?? fields.certificateNumber ?? null });
const liesWhere =
  (other: string): Flaw =>
  (fields, find) =>
    moved(find(other) ?? fields);
const withdrawn =
  (on: string, reason: string): Flaw =>
  () => ({
    ...{ withdrawnOn: businessDate(on), withdrawnReason: reason, currentUse: 'promised' },
    currentUserName: 'Koperasi Kelurahan Merah Putih (sebelum ditarik)',
  });

/** What is wrong with which, as registers have it. None of them changes what is told of a kelurahan. */
const flaws: Readonly<Record<string, Flaw>> = {
  'Telaga Sari calon 1': isOneMetre,
  'Klandasan Ulu calon 2': isOneMetre,
  'Prapatan dinas 4': isOneMetre,
  'Damai dinas 3': hasNoArea,
  'Sepinggan dinas 4': hasNoArea,
  'Baru Ulu dinas 1': hasNoArea,
  'Muara Rapak calon 1': hasNoCertificate,
  'Gunung Bahagia calon 2': hasNoCertificate,
  'Lamaru dinas 2': sharesCertificateWith('Teritip calon 2'),
  'Karang Jati dinas 3': sharesCertificateWith('Sumber Rejo calon 3'),
  'Gunung Bahagia calon 1': sharesCertificateWith('Sepinggan Raya calon 1'),
  'Damai Bahagia calon 3': liesWhere('Damai dinas 2'),
  'Gunung Sari Ilir calon 2': liesWhere('Gunung Sari Ulu dinas 4'),
  'Manggar Baru dinas 4': liesWhere('Manggar dinas 4'),
  'Manggar calon 2': withdrawn('2025-11-03', 'Dipakai untuk perluasan puskesmas'),
  'Baru Ilir calon 1': withdrawn('2025-10-14', 'Ahli waris mengajukan gugatan'),
  'Kariangau calon 3': withdrawn('2025-11-12', 'Masuk rencana pelebaran jalan'),
};

/** Parcels a surveyor measured, in metres from the asset's point. The flawed ones do not agree with each other or with the register. */
const parcels: Readonly<Record<string, ParcelPlan & { readonly from?: string }>> = {
  'Graha Indah calon 1': { widthM: 30, depthM: 46 },
  'Sepinggan Baru calon 1': { widthM: 32, depthM: 45 },
  'Manggar calon 1': { widthM: 28, depthM: 52 },
  'Karang Joang calon 1': { widthM: 34, depthM: 50 },
  'Teritip calon 1': { widthM: 30, depthM: 55 },
  // Two lots side by side, each too small, together large enough.
  'Damai calon 1': { widthM: 20, depthM: 32 },
  'Damai calon 2': { from: 'Damai calon 1', eastM: 20, widthM: 18, depthM: 32 },
  // Two that overlap by ten metres.
  'Sumber Rejo calon 1': { widthM: 36, depthM: 40 },
  'Sumber Rejo calon 2': { from: 'Sumber Rejo calon 1', eastM: 26, widthM: 34, depthM: 40 },
  // Half of what the register declares, and twice.
  'Batu Ampar dinas 2': { widthM: 28, depthM: 35 },
  'Margo Mulyo dinas 3': { widthM: 36, depthM: 34 },
};
/** The register agrees with these, of those above, by a rounded metre. */
const declaredAsMeasured = /^(Graha Indah|Sepinggan Baru|Manggar|Karang Joang|Teritip|Damai|Sumber Rejo) /;

/** What the flaws are flaws of. */
export const flawed: readonly string[] = [...Object.keys(flaws), ...Object.keys(parcels)];

/** Makes the register as bad as a real one. */
export function withFlaws(assets: readonly SampleAsset[]): SampleAsset[] {
  const sound = new Map(assets.map(({ key, fields }) => [key, fields]));
  const find: Find = (key) => sound.get(key);
  return assets.map((asset) => {
    const measured = measuredParcel(asset, find);
    const fields = { ...asset.fields, ...measured };
    return { ...asset, fields: { ...fields, ...flaws[asset.key]?.(fields, find) } };
  });
}

function measuredParcel({ key }: SampleAsset, find: Find): Partial<SampleFields> {
  const plan = parcels[key];
  const corner = find(plan?.from ?? key);
  if (plan === undefined || corner === undefined) return {};
  const measured = parcelAt(corner, plan);
  return declaredAsMeasured.test(key) ? { ...measured, landAreaDm2: measured.parcelAreaDm2 ?? null } : measured;
}
