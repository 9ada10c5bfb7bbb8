import { type Palette, type Stage, stages } from './palette.ts';
import { element, type Svg } from './svg.ts';

/** Pixels after which a pattern repeats. */
export const tile = 8;

/** The strokes that tell a stage without its colour, within one tile: `M` and `L` in pixels, or dots. Two stages are plain, one light and one dark. */
const strokes: Readonly<
  Record<Stage, { readonly lines?: string; readonly dots?: readonly (readonly [number, number])[] }>
> = {
  none: {},
  proposed: {
    dots: [
      [2, 2],
      [6, 6],
    ],
  },
  designated: { lines: 'M-2 10 10 -2M-2 2 2 -2M6 10 10 6' },
  under_construction: { lines: 'M2 -1V9M6 -1V9' },
  handed_over: {},
};

/** The patterns of one drawing; used by `fill="url(#…)"` as `fillOf` writes it. */
export function patternsOf(id: string, palette: Palette): Svg {
  return element('defs', {}, ...stages.map((stage) => patternOf(id, stage, palette)));
}

export function fillOf(id: string, stage: Stage): string {
  return `url(#${id}-${stage})`;
}

function patternOf(id: string, stage: Stage, palette: Palette): Svg {
  const frame = { id: `${id}-${stage}`, width: tile, height: tile, patternUnits: 'userSpaceOnUse' };
  return element('pattern', frame, ...tileOf(stage, palette));
}

/** One tile of a stage's pattern, for maps that repeat pictures themselves. */
export function tileOf(stage: Stage, palette: Palette): Svg[] {
  const { lines, dots = [] } = strokes[stage];
  const mark = palette.stageMark[stage];
  return [
    element('rect', { width: tile, height: tile, fill: palette.stage[stage] }),
    ...(lines
      ? [element('path', { d: lines, stroke: mark, 'stroke-width': 0.8, 'stroke-opacity': 0.55, fill: 'none' })]
      : []),
    ...dots.map(([cx, cy]) => element('circle', { cx, cy, r: 0.7, fill: mark, 'fill-opacity': 0.45 })),
  ];
}
