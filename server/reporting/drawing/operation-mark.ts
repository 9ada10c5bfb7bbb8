import { element, rounded, type Svg } from './svg.ts';

/** Operation is told by shape alone: ring = not trading, dot = trading, dot with a notch = trading with a partner, broken ring = nobody has said. */
export const operationMarks = ['with_partner', 'trading', 'not_trading', 'unknown'] as const;
export type OperationMark = (typeof operationMarks)[number];

export function operationMarkOf(operation: 'trading' | 'not_trading' | 'unknown', withPartner: boolean): OperationMark {
  return operation === 'trading' && withPartner ? 'with_partner' : operation;
}

/** @param halo the colour around the mark, so that it stands out on any stage */
export function operationMark(
  mark: OperationMark,
  at: { x: number; y: number; r: number },
  ink: string,
  halo: string,
): Svg {
  const { x, y, r } = at;
  const around = element('circle', { cx: x, cy: y, r: r + 1.5, fill: halo });
  if (mark === 'trading') return element('g', {}, around, element('circle', { cx: x, cy: y, r, fill: ink }));
  if (mark === 'with_partner') return element('g', {}, around, element('path', { d: notchedDot(x, y, r), fill: ink }));
  const dashes = mark === 'unknown' ? `${rounded(r * 0.7)} ${rounded(r * 0.87)}` : undefined;
  const ring = element('circle', {
    cx: x,
    cy: y,
    r: r - 0.75,
    fill: 'none',
    stroke: ink,
    'stroke-width': 1.5,
    'stroke-dasharray': dashes,
  });
  return element('g', {}, around, ring);
}

/** A disc with a quarter cut out at the upper right: another's part in it. */
function notchedDot(x: number, y: number, r: number): string {
  const at = (dx: number, dy: number) => `${rounded(x + dx)} ${rounded(y + dy)}`;
  return `M${at(0, 0)}L${at(0, -r)}A${rounded(r)} ${rounded(r)} 0 1 0 ${at(r, 0)}Z`;
}
