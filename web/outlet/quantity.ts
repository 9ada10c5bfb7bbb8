import { number } from './number.ts';

export type BaseUnit = 'gram' | 'millilitre' | 'piece';

export interface PackOf {
  readonly label: string;
  readonly qtyBase: number;
}

/** What was typed for one kind of goods: whole packs of each kind, and what lay loose, in the unit people say (kilogram, litre, piece). */
export interface Typed {
  readonly packs: readonly string[];
  readonly loose: string;
}

export const nothingTyped: Typed = { packs: [], loose: '' };

const perUnit: Readonly<Record<BaseUnit, number>> = { gram: 1_000, millilitre: 1_000, piece: 1 };

export function isTyped({ packs, loose }: Typed): boolean {
  return loose !== '' || packs.some((each) => each !== '' && each !== undefined);
}

/** Base units of what was typed; undefined where a part is no number, or of pieces no whole one. Integers all the way: "2,5" kg is 2500 g. */
export function baseOf(
  { packs, loose }: Typed,
  { baseUnit, packs: kinds }: { baseUnit: BaseUnit; packs: readonly PackOf[] },
): number | undefined {
  let total = 0;
  for (const [at, kind] of kinds.entries()) {
    const typed = packs[at] ?? '';
    if (!/^\d{0,6}$/.test(typed)) return undefined;
    total += Number(typed) * kind.qtyBase;
  }
  const [, whole = '', rest = ''] = /^(\d{0,9})(?:[,.](\d{0,3}))?$/.exec(loose.trim()) ?? ['', 'x'];
  if (whole === 'x' || (baseUnit === 'piece' && rest !== '')) return undefined;
  return total + Number(whole) * perUnit[baseUnit] + (rest === '' ? 0 : Number(rest.padEnd(3, '0')));
}

/** `250 kg`, `12,5 liter`, `6 buah`. */
export function shown(qtyBase: number, baseUnit: BaseUnit): string {
  return `${number(qtyBase / perUnit[baseUnit])} ${unitOf[baseUnit]}`;
}

export const unitOf: Readonly<Record<BaseUnit, string>> = { gram: 'kg', millilitre: 'liter', piece: 'buah' };
