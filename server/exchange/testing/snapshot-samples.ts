import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Id } from '../../kernel/ids.ts';
import type { HeldCooperative } from '../assess-snapshot.ts';
import type { ServedVillage } from '../match-cooperatives.ts';
import type { NamedFile } from '../simkopdes-files.ts';

/** For tests alone: hand-made snapshot files, and Balikpapan's real ones where the data folder is there. */

const folder = process.env['LUMBUNG_TEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
export const hasRealData = existsSync(join(folder, 'simkopdes-balikpapan-stats.csv'));
export const whyNoRealData = 'the snapshot files are not shipped; LUMBUNG_TEST_DATA names the folder that holds them';

export const boundariesPath = join(folder, 'balikpapan-kelurahan.geojson');

export function realSnapshotFiles(): NamedFile[] {
  const names = readdirSync(folder).filter((name) => name.startsWith('simkopdes-') && name.endsWith('.csv'));
  return names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

const districts = ['Timur', 'Barat', 'Utara', 'Tengah', 'Selatan', 'Kota'].map((name) => `Balikpapan ${name}`);
const building = ['Graha Indah', 'Sepinggan Baru', 'Manggar'];

/** The 34 real kelurahan, each with a cooperative: three under construction, the rest in proposal (the article's numbers). */
export function balikpapan(): (ServedVillage & HeldCooperative)[] {
  const text = readFileSync(boundariesPath, 'utf8');
  const { features } = JSON.parse(text) as FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>;
  return features.map(({ properties: { code, name }, geometry }) => ({
    cooperativeId: cooperativeId(Number(code.slice(6).replace('.', ''))),
    name,
    aliases: [],
    districtName: districts[Number(code.slice(6, 8)) - 1] ?? '',
    villages: [{ border: geometry }],
    facility: building.includes(name) ? 'under_construction' : 'proposed',
  }));
}

export function cooperativeId(n: number): Id<'cooperative'> {
  return `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id<'cooperative'>;
}

export const headerOf = {
  locations: 'cooperative_id,name,province,district,subdistrict,latitude,longitude',
  stats:
    'province_id,province,district_id,district,subdistrict_id,subdistrict,village_id,village,cooperatives,accounts_count,npwp_count,nib_count,rat_count,transaction_volume,transaction_value,simpanan_pokok_amount,simpanan_pokok_members,simpanan_pokok_tx,simpanan_wajib_amount,simpanan_wajib_members,simpanan_wajib_tx,savings_total_amount',
  land: 'asset_id,cooperative,province,district,subdistrict,village,status,surveyor,latitude,longitude',
};

export const goodLine = {
  locations:
    '32777,KOPERASI KELURAHAN MERAH PUTIH DAMAI KECAMATAN BALIKPAPAN KOTA,KALIMANTAN TIMUR,KOTA BALIKPAPAN,Balikpapan Kota,-1.26471235,116.85557900',
  stats:
    '23,KALIMANTAN TIMUR,355,KOTA BALIKPAPAN,4801,Balikpapan Kota,52831,Damai,1,1,1,1,0,435,25230000,0,0,0,950000,7,19,950000',
  land: '79472,KOPERASI KELURAHAN MERAH PUTIH DAMAI KECAMATAN BALIKPAPAN KOTA,KALIMANTAN TIMUR,KOTA BALIKPAPAN,Balikpapan Kota,Damai,Tidak Ada Lahan,,,',
};

/** A snapshot of three hand-made files; `over` replaces the whole text of one. */
export function snapshotFiles(over: Partial<Record<keyof typeof headerOf, string>> = {}): NamedFile[] {
  return (['locations', 'stats', 'land'] as const).map((kind) => ({
    name: `${kind}.csv`,
    bytes: new TextEncoder().encode(over[kind] ?? `${headerOf[kind]}\n${goodLine[kind]}\n`),
  }));
}
