import type { Speech } from '../platform/i18n.ts';

interface Packed {
  readonly baseUnit: string;
  readonly packLabel: string;
  readonly packQtyBase: number;
}

/** So many base units as people count them: whole packs, and what is loose beside them. */
export function amountOf({ baseUnit, packLabel, packQtyBase }: Packed, qtyBase: number, { t, number }: Speech): string {
  const packs = Math.floor(qtyBase / packQtyBase);
  const loose = qtyBase - packs * packQtyBase;
  const looseSaid = `${number(loose)} ${t(`procurement.units.${baseUnit}`)}`;
  if (packs === 0 && loose > 0) return looseSaid;
  const packsSaid = `${number(packs)} ${packLabel}`;
  return loose === 0 ? packsSaid : `${packsSaid} + ${looseSaid}`;
}
