import type { Palette } from './palette.ts';
import { fillOf, patternsOf } from './patterns.ts';
import type { StageCount } from './stage-funnel.ts';
import { drawing, element, type Svg, text } from './svg.ts';

interface StageBarOptions {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly palette: Palette;
}

const barHeight = 20;

/** One whole divided by stage: a district's line in a table, a city's in a list of cities. The count stands in its part where there is room. */
export function stageBar(counts: readonly StageCount[], { id, title, width, palette }: StageBarOptions): Svg {
  const present = counts.filter(({ count }) => count > 0);
  const total = present.reduce((sum, { count }) => sum + count, 0);
  const description = present.map(({ label, count }) => `${label}: ${count}`).join('; ');
  let x = 0.5;
  const parts = present.map(({ stage, label, count }) => {
    const long = ((width - 1) * count) / total;
    const middle = x + long / 2;
    const part = element(
      'g',
      {},
      element('title', {}, text(`${label}: ${count}`)),
      element('rect', {
        x,
        y: 0.5,
        width: long,
        height: barHeight - 1,
        fill: fillOf(id, stage),
        stroke: palette.edge,
        'stroke-width': 0.75,
      }),
      ...(long < 22 ? [] : figure(String(count), middle, palette)),
    );
    x += long;
    return part;
  });
  return drawing({ id, title, description, width, height: barHeight }, patternsOf(id, palette), ...parts);
}

/** A count on a chip of paper, legible on every pattern. */
function figure(shown: string, middle: number, palette: Palette): Svg[] {
  const chip = 9 + shown.length * 7;
  return [
    element('rect', { x: middle - chip / 2, y: 3, width: chip, height: barHeight - 6, rx: 2, fill: palette.paper }),
    element(
      'text',
      { x: middle, y: 14.5, fill: palette.ink, 'font-size': 12, 'font-weight': 600, 'text-anchor': 'middle' },
      text(shown),
    ),
  ];
}
