/** What a village must show to be recognised: its own name, its district's, and keys of other spellings. */
export interface NamedVillage {
  readonly name: string;
  readonly districtName: string;
  readonly aliases: readonly string[];
}

/** A place as somebody wrote it. The district, where known, must agree. */
export interface WrittenPlace {
  readonly name: string;
  readonly district?: string;
}

/**
 * `one`: exactly this village. `none`: nobody has that name there; `elsewhere` lists villages of that name in other districts.
 * `ambiguous`: several, and the text does not say which. A person decides in the last two cases, never we.
 */
export type VillageMatch<V> =
  | { readonly outcome: 'one'; readonly village: V }
  | { readonly outcome: 'none'; readonly elsewhere: readonly V[] }
  | { readonly outcome: 'ambiguous'; readonly villages: readonly V[] };

/** Letters and digits in lower case, all else removed: "GUNUNG SARI ULU", "Gunungsari Ulu" and "gunung-sari ulu" are one key. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const cooperativeWords = /^\s*KOPERASI\s+(?:(?:KELURAHAN|DESA)(?:\s*\/\s*(?:KELURAHAN|DESA))?\s+)?MERAH\s+PUTIH\s+/i;
const villageWords = /^\s*(?:KELURAHAN|KEL\.|DESA)\s+/i;
const districtWords = /^\s*(?:KECAMATAN|KEC\.)\s+/i;
const districtTail = /^(.*\S)\s+(?:KECAMATAN|KEC\.)\s+(\S.*)$/i;

/**
 * Takes apart what registers write in one line: "KOPERASI KELURAHAN MERAH PUTIH GRAHA INDAH KECAMATAN BALIKPAPAN UTARA"
 * is Graha Indah in the district Balikpapan Utara. A district without the word before it ("MEKAR SARI BALIKPAPAN TENGAH")
 * stays in the name; `matchVillage` recognises it.
 */
export function readPlaceName(text: string): WrittenPlace {
  const place = text.replace(cooperativeWords, '').replace(villageWords, '').replace(/\s+/g, ' ').trim();
  const [, name, district] = districtTail.exec(place) ?? [];
  return name === undefined || district === undefined ? { name: place } : { name, district };
}

/**
 * Finds the village a text means, comparing whole keys and never a beginning: "Damai" is not "Damai Baru". Tried in order:
 * its name, another spelling of it, and its name followed by its district's ("Mekar Sari Balikpapan Tengah").
 */
export function matchVillage<V extends NamedVillage>(place: WrittenPlace, villages: readonly V[]): VillageMatch<V> {
  const key = nameKey(place.name);
  const district = place.district === undefined ? '' : nameKey(place.district.replace(districtWords, ''));
  const claims: ((village: V) => boolean)[] = [
    (village) => nameKey(village.name) === key || village.aliases.includes(key),
    (village) => nameKey(village.name + village.districtName) === key,
  ];
  const elsewhere: V[] = [];
  for (const claim of claims) {
    const named = key === '' ? [] : villages.filter(claim);
    const here = named.filter((village) => district === '' || nameKey(village.districtName) === district);
    const [first, second] = here;
    if (first !== undefined)
      return second === undefined ? { outcome: 'one', village: first } : { outcome: 'ambiguous', villages: here };
    elsewhere.push(...named);
  }
  return { outcome: 'none', elsewhere };
}
