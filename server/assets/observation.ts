/**
 * What can be seen or decided about an asset and is dated. Words are ordered from the best to the worst; numbers are whole, in the
 * unit that the subject's name ends with. The words of road_access are those of SIMKOPDES (Beraspal, Beton, Batu, Tanah).
 */
export const subjects = {
  title: ['clear', 'unclear', 'disputed'],
  road_access: ['asphalt', 'concrete', 'stone', 'earth', 'none'],
  road_width_dm: 'number',
  public_transport: ['near', 'far'],
  slope_percent: 'number',
  cut_and_fill: ['none', 'light', 'heavy'],
  soil: ['firm', 'soft', 'peat'],
  flood: ['none', 'occasional', 'frequent'],
  landslide: ['absent', 'possible', 'present'],
  mangrove: ['absent', 'present'],
  power_line: ['absent', 'present'],
  zoning: ['allowed', 'conditional', 'forbidden'],
  electricity: ['present', 'near', 'absent'],
  water: ['present', 'near', 'absent'],
  internet: ['present', 'near', 'absent'],
  building_condition: ['good', 'minor_damage', 'major_damage'],
  frontage_dm: 'number',
  depth_dm: 'number',
  cleared: ['clear', 'overgrown', 'occupied'],
  owner_consent: ['agreed', 'considering', 'refused'],
} as const satisfies Readonly<Record<string, readonly string[] | 'number'>>;

export type Subject = keyof typeof subjects;

export const subjectNames = Object.keys(subjects) as Subject[];

/** A value of a subject: one of its words, or a whole number in its unit. */
export interface Observed {
  readonly subject: Subject;
  readonly word?: string;
  readonly number?: number;
}

/** Whether the value is one the subject can have: exactly one of a known word and a number from 0 to 100,000. */
export function isPossible({ subject, word, number }: Observed): boolean {
  const allowed: readonly string[] | 'number' = subjects[subject];
  if (allowed === 'number') {
    return word === undefined && number !== undefined && Number.isInteger(number) && number >= 0 && number <= 100_000;
  }
  return number === undefined && word !== undefined && allowed.includes(word);
}
