import type { Feature, Point } from 'geojson';
import type { Cell, Column } from '../platform/spreadsheets/cells.ts';
import { namedSources, type PublishedCooperative } from './summary.ts';

/**
 * A cooperative as a GeoJSON point: its outlet, else another of its places, else the middle of its kelurahan, which is no place of its own
 * and says so. None when nothing is known.
 */
export function featureOf(
  cooperative: PublishedCooperative,
  centres: ReadonlyMap<string, readonly [number, number]>,
): Feature<Point>[] {
  const places = cooperative.premises.filter((premises) => premises.latitude !== null && premises.longitude !== null);
  const place = places.find((premises) => premises.use === 'outlet') ?? places[0];
  const [village] = cooperative.villages;
  const centre = village && centres.get(village.code);
  const coordinates = place ? [place.longitude ?? 0, place.latitude ?? 0] : centre;
  if (!coordinates) return [];
  const { name, facility, facilitySince, operation, operationSince, withBumnPartner } = cooperative;
  const point = place ? place.use : 'village-centre';
  const properties = {
    name,
    village: village?.name,
    villageCode: village?.code,
    facility,
    facilitySince,
    operation,
    operationSince,
    withBumnPartner,
    point,
  };
  return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...coordinates] } }];
}

export const csvColumns: readonly Column[] = [
  { title: 'kode_kelurahan', holds: 'text' },
  { title: 'kelurahan', holds: 'text' },
  { title: 'kecamatan', holds: 'text' },
  { title: 'koperasi', holds: 'text' },
  { title: 'fasilitas', holds: 'text' },
  { title: 'fasilitas_sejak', holds: 'date' },
  { title: 'usaha', holds: 'text' },
  { title: 'usaha_sejak', holds: 'date' },
  { title: 'mitra', holds: 'text' },
  { title: 'sumber', holds: 'text' },
];

export function csvRow({
  villages,
  name,
  facility,
  facilitySince,
  operation,
  operationSince,
  partners,
  sources,
}: PublishedCooperative): Cell[] {
  const joined = (of: (village: PublishedCooperative['villages'][number]) => string) => villages.map(of).join('; ');
  return [
    joined((village) => village.code),
    joined((village) => village.name),
    [...new Set(villages.map((village) => village.district))].join('; '),
    name,
    facility,
    facilitySince,
    operation,
    operationSince,
    partners.map((partner) => partner.name).join('; '),
    namedSources(sources)
      .map((source) => (source.sample ? `${source.name} (contoh)` : source.name))
      .join('; '),
  ];
}
