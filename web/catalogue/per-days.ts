import type { Speech } from '../platform/i18n.ts';

/** Over what a limit is counted: one purchase, a day, or so many days. */
export function perWords(perDays: number, t: Speech['t']): string {
  if (perDays === 0) return t('catalogue.per.purchase');
  return perDays === 1 ? t('catalogue.per.day') : t('catalogue.per.days', { count: perDays });
}
