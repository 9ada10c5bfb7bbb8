import type { Speech } from './i18n.ts';

const larger = { gram: 'kg', millilitre: 'liter', piece: '' } as const;
const smaller = { gram: 'g', millilitre: 'ml', piece: '' } as const;

/** A quantity as it is read: `12,5 kg`, `750 ml`, `3 buah`. What two decimals cannot tell stays in the base unit. */
export function quantityWords(qtyBase: number, unit: keyof typeof larger, { number, t }: Speech): string {
  if (unit === 'piece') return t('platform.pieces', { count: qtyBase, shown: number(qtyBase) });
  const isLarge = Math.abs(qtyBase) >= 1000 && qtyBase % 10 === 0;
  return isLarge ? `${number(qtyBase / 1000)} ${larger[unit]}` : `${number(qtyBase)} ${smaller[unit]}`;
}
