import type { CriterionShown } from '../../../server/assets/screening/screening.schema.ts';
import { hasWord, type Speech } from '../../platform/i18n.ts';
import { valueWords } from '../../platform/value-words.ts';

export { valueWords };

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
export function rowName(criteria: readonly CriterionShown[], speech: Speech): string {
  const [first] = criteria;
  if (first === undefined) return '';
  return criteria.every(({ name }) => name === first.name) ? first.name : readName(first, speech);
}

function readName({ reads, name }: CriterionShown, { t }: Speech): string {
  const key = [`assets.subjects.${reads}`, `assets.screening.reads.${reads}`].find(hasWord);
  return key === undefined ? name : t(key);
}

/** What a criterion is about, inside a sentence: `kemiringan`, `luas lahan`. */
export const subjectWords = (criterion: CriterionShown, speech: Speech): string =>
  readName(criterion, speech).toLocaleLowerCase('id');
