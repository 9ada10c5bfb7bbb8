/**
 * Why a kelurahan has no lot for the standard building, invented for each; that 29 have none, mostly for want of size in the
 * kecamatan Kota, Tengah and Selatan and elsewhere for these reasons, is reported (inibalikpapan, 25 Dec 2025; gerbangkaltim,
 * 28 Jan 2026). Which kelurahan suffers from what is not.
 */
export type Story =
  | 'builds'
  | 'fits'
  | 'too_small'
  | 'flood'
  | 'mangrove'
  | 'slope'
  | 'landslide'
  | 'power_line'
  | 'legal'
  | 'in_use'
  | 'no_land'
  | 'awaits_technical_office';

/** Five have a fitting lot, as five sites are reported: the three where building began, beside the lot they build on, and two more. */
export const stories: Readonly<Record<string, Story>> = {
  Manggar: 'builds',
  Lamaru: 'awaits_technical_office',
  Teritip: 'fits',
  'Manggar Baru': 'flood',
  'Baru Ilir': 'too_small',
  'Baru Tengah': 'mangrove',
  'Baru Ulu': 'flood',
  Kariangau: 'mangrove',
  'Margo Mulyo': 'mangrove',
  'Marga Sari': 'no_land',
  'Batu Ampar': 'landslide',
  'Gunung Samarinda': 'slope',
  'Karang Joang': 'fits',
  'Muara Rapak': 'legal',
  'Gunung Samarinda Baru': 'power_line',
  'Graha Indah': 'builds',
  'Gunung Sari Ulu': 'landslide',
  'Gunung Sari Ilir': 'too_small',
  'Karang Rejo': 'too_small',
  'Karang Jati': 'in_use',
  'Mekar Sari': 'no_land',
  'Sumber Rejo': 'slope',
  Sepinggan: 'power_line',
  'Gunung Bahagia': 'legal',
  'Sepinggan Baru': 'builds',
  'Sepinggan Raya': 'in_use',
  'Sungai Nangka': 'flood',
  'Damai Baru': 'awaits_technical_office',
  'Damai Bahagia': 'too_small',
  Prapatan: 'slope',
  'Telaga Sari': 'too_small',
  'Klandasan Ulu': 'too_small',
  'Klandasan Ilir': 'too_small',
  Damai: 'too_small',
};
