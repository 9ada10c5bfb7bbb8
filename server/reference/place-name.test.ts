import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchVillage, type NamedVillage, nameKey, readPlaceName } from './place-name.ts';

const balikpapan: NamedVillage[] = Object.entries({
  'Balikpapan Timur': ['Manggar', 'Lamaru', 'Teritip', 'Manggar Baru'],
  'Balikpapan Barat': ['Baru Ilir', 'Baru Tengah', 'Baru Ulu', 'Kariangau', 'Margo Mulyo', 'Marga Sari'],
  'Balikpapan Utara': [
    'Batu Ampar',
    'Gunung Samarinda',
    'Karang Joang',
    'Muara Rapak',
    'Gunung Samarinda Baru',
    'Graha Indah',
  ],
  'Balikpapan Tengah': [
    'Gunung Sari Ulu',
    'Gunung Sari Ilir',
    'Karang Rejo',
    'Karang Jati',
    'Mekar Sari',
    'Sumber Rejo',
  ],
  'Balikpapan Selatan': [
    'Sepinggan',
    'Gunung Bahagia',
    'Sepinggan Baru',
    'Sepinggan Raya',
    'Sungai Nangka',
    'Damai Baru',
    'Damai Bahagia',
  ],
  'Balikpapan Kota': ['Prapatan', 'Telaga Sari', 'Klandasan Ulu', 'Klandasan Ilir', 'Damai'],
}).flatMap(([districtName, names]) => names.map((name) => ({ name, districtName, aliases: [] })));

const anyVillage = fc.constantFrom(...balikpapan);

function nameOf(text: string, district?: string): string | undefined {
  const match = matchVillage(district === undefined ? { name: text } : { name: text, district }, balikpapan);
  return match.outcome === 'one' ? match.village.name : undefined;
}

describe('a village is recognised by its whole name (domain 8.3)', () => {
  test('spaces and capitals do not matter', () => {
    expect(nameOf('Gunungsamarinda')).toBe('Gunung Samarinda');
    expect(nameOf('GUNUNGSARI ULU')).toBe('Gunung Sari Ulu');
    expect(nameOf('Sungainangka')).toBe('Sungai Nangka');
  });

  test.each([
    'Damai',
    'Damai Baru',
    'Damai Bahagia',
    'Manggar',
    'Manggar Baru',
    'Sepinggan',
    'Sepinggan Baru',
    'Sepinggan Raya',
  ])('%s is itself and not a longer or shorter name', (name) => expect(nameOf(name)).toBe(name));

  test('a name nobody has is none, even when it begins like one', () => {
    expect(matchVillage({ name: 'Damai Raya' }, balikpapan)).toEqual({ outcome: 'none', elsewhere: [] });
    expect(nameOf('Dam')).toBeUndefined();
    expect(nameOf('')).toBeUndefined();
    expect(nameOf('...')).toBeUndefined();
  });

  test('no text that only begins or continues a name matches it', () =>
    fc.assert(
      fc.property(anyVillage, fc.string({ minLength: 1 }), (village, more) => {
        const longer = nameOf(village.name + more);
        const known = balikpapan.some((v) => nameKey(v.name) === nameKey(village.name + more));
        const own = nameKey(more) === '' || nameKey(more) === nameKey(village.districtName);
        expect(longer !== undefined).toBe(known || own);
      }),
    ));

  test('every name is found in any spelling of spaces and capitals, and as itself only', () =>
    fc.assert(
      fc.property(
        anyVillage,
        fc.infiniteStream(fc.constantFrom('', ' ', '-', '  ')),
        fc.boolean(),
        (village, gaps, upper) => {
          const spaced = [...village.name].map((letter) => letter + (gaps.next().value ?? '')).join('');
          expect(nameOf(upper ? spaced.toUpperCase() : spaced)).toBe(village.name);
        },
      ),
    ));

  test('an alias counts as the name', () => {
    const villages = [{ name: 'Margo Mulyo', districtName: 'Balikpapan Barat', aliases: ['margomulio'] }];
    expect(matchVillage({ name: 'Margo Mulio' }, villages).outcome).toBe('one');
  });
});

describe('the district, where it is written, must agree', () => {
  test('a right district keeps the match, with or without the word', () => {
    expect(nameOf('Damai', 'Balikpapan Kota')).toBe('Damai');
    expect(nameOf('Damai', 'KECAMATAN BALIKPAPAN KOTA')).toBe('Damai');
  });

  test('a wrong one is none, and says where the name lives', () => {
    const match = matchVillage({ name: 'Damai', district: 'Balikpapan Selatan' }, balikpapan);
    expect(match).toMatchObject({ outcome: 'none', elsewhere: [{ districtName: 'Balikpapan Kota' }] });
  });

  test('one name in two districts is ambiguous until the district is told', () => {
    const twins = ['Utara', 'Selatan'].map((districtName) => ({ name: 'Mekar Sari', districtName, aliases: [] }));
    expect(matchVillage({ name: 'Mekar Sari' }, twins)).toEqual({ outcome: 'ambiguous', villages: twins });
    expect(matchVillage({ name: 'Mekar Sari', district: 'Selatan' }, twins)).toEqual({
      outcome: 'one',
      village: twins[1],
    });
  });

  test('a name that ends like a district is still a name: Damai Baru, though a district be called Baru', () => {
    const villages = [
      { name: 'Damai', districtName: 'Baru', aliases: [] },
      { name: 'Damai Baru', districtName: 'Selatan', aliases: [] },
    ];
    expect(matchVillage({ name: 'DAMAI BARU' }, villages)).toEqual({ outcome: 'one', village: villages[1] });
  });
});

describe('registers write cooperative, village and district in one line (SIMKOPDES)', () => {
  test.each([
    ['KOPERASI KELURAHAN MERAH PUTIH GRAHA INDAH KECAMATAN BALIKPAPAN UTARA', 'Graha Indah'],
    ['KOPERASI KELURAHAN MERAH PUTIH DAMAI KECAMATAN BALIKPAPAN KOTA', 'Damai'],
    ['KOPERASI KELURAHAN MERAH PUTIH GUNUNG SAMARINDA KECAMATAN BALIKPAPAN UTARA', 'Gunung Samarinda'],
    ['KOPERASI KELURAHAN MERAH PUTIH MEKAR SARI BALIKPAPAN TENGAH', 'Mekar Sari'],
    ['KOPERASI KELURAHAN MERAH PUTIH MARGO MULYO BALIKPAPAN BARAT', 'Margo Mulyo'],
    ['KOPERASI KELURAHAN MERAH PUTIH SUNGAI NANGKA', 'Sungai Nangka'],
    ['Kelurahan Sepinggan Baru', 'Sepinggan Baru'],
    ['Kel. Sepinggan, Kec. Balikpapan Selatan', 'Sepinggan'],
  ])('%s', (text, name) => {
    const place = readPlaceName(text);
    expect(matchVillage(place, balikpapan)).toMatchObject({ outcome: 'one', village: { name } });
  });

  test('a line without such words is the name itself', () => {
    expect(readPlaceName('  Baru   Ulu ')).toEqual({ name: 'Baru Ulu' });
    expect(readPlaceName('Kecamatan')).toEqual({ name: 'Kecamatan' });
  });
});
