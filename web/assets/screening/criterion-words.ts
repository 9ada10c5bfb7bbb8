import type { CriterionShown } from '../../../server/assets/screening/screening.schema.ts';
import { hasWord, type Speech } from '../../platform/i18n.ts';

const areas = new Set(['land_area', 'floor_area']);

/** A value as it is read: `1.240 m²`, `6 m`, `15%`, `Kadang`. */
export function valueWords(reads: string, value: string | number, { t, area, number }: Speech): string {
  if (typeof value === 'string') {
    const key = [`assets.observed.${reads}.${value}`, `assets.screening.values.${reads}.${value}`].find(hasWord);
    return key === undefined ? value : t(key).toLocaleLowerCase('id');
  }
  if (areas.has(reads)) return area(value / 100);
  if (reads === 'lot' || reads.endsWith('_dm')) return `${number(value / 10)} m`;
  return reads.endsWith('_percent') ? `${number(value)}%` : number(value);
}

/** What is wanted, as one reads it: `paling sedikit 1.000 m²`, `tidak pernah atau kadang`. */
export function wantedWords({ reads, wanted }: CriterionShown, speech: Speech): string {
  const { t } = speech;
  const say = (value: string | number) => valueWords(reads, value, speech);
  switch (wanted.operator) {
    case 'at_least':
    case 'at_most':
      return t(`assets.screening.wanted.${wanted.operator}`, { value: say(wanted.value) });
    case 'one_of':
      return wanted.pass.map(say).join(t('assets.screening.wanted.or'));
    case 'fits':
      return t('assets.screening.wanted.fits', { short: say(wanted.shortDm), long: say(wanted.longDm) });
    case 'scale':
      return t('assets.screening.wanted.scale', { worst: say(wanted.worst), best: say(wanted.best) });
    default:
      return Object.entries(wanted.points)
        .toSorted(([, a], [, b]) => b - a)
        .map(([word, points]) => `${say(word)} ${points}`)
        .join(', ');
  }
}

/** From where a criterion is, with its mark where it is not verified. */
export function basisWords({ legalBasis, standing }: CriterionShown, { t }: Speech): string {
  return `${legalBasis} (${t(`assets.screening.standing.${standing}`)})`;
}

/** What a row of criteria is about: their name where all uses ask the same, else what they read. */
export function rowName(criteria: readonly CriterionShown[], { t }: Speech): string {
  const [first] = criteria;
  if (first === undefined) return '';
  if (criteria.every(({ name }) => name === first.name)) return first.name;
  const key = [`assets.subjects.${first.reads}`, `assets.screening.reads.${first.reads}`].find(hasWord);
  return key === undefined ? first.name : t(key);
}
