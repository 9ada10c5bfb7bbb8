import { scaleLinear } from 'd3-scale';
import type { Palette, Stage } from './palette.ts';
import { fillOf, patternsOf } from './patterns.ts';
import { drawing, element, rounded, type Svg, text } from './svg.ts';

export interface StageCount {
  readonly stage: Stage;
  readonly label: string;
  readonly count: number;
  /** Where the rows behind the figure are. */
  readonly href?: string;
}

interface FunnelOptions {
  readonly id: string;
  readonly title: string;
  /** Pixels; below 560 the stages stand under one another. */
  readonly width: number;
  readonly palette: Palette;
}

const barHeight = 56;
const rowHeight = 32;
const narrowBelow = 560;

/** How many cooperatives stand at each stage, in the order in which they pass it. An empty stage keeps its place: that nobody is there is news. */
export function stageFunnel(counts: readonly StageCount[], { id, title, width, palette }: FunnelOptions): Svg {
  const description = counts.map(({ label, count }) => `${label}: ${count}`).join('; ');
  const largest = Math.max(1, ...counts.map(({ count }) => count));
  const role = counts.some(({ href }) => href !== undefined) ? 'group' : 'img';
  const frame = { id, title, description, width, role } as const;
  return width < narrowBelow
    ? drawing(
        { ...frame, height: counts.length * rowHeight },
        patternsOf(id, palette),
        ...rows(counts, { id, width, palette, largest }),
      )
    : drawing(
        { ...frame, height: barHeight + 58 },
        patternsOf(id, palette),
        ...columns(counts, { id, width, palette, largest }),
      );
}

interface Layout {
  readonly id: string;
  readonly width: number;
  readonly palette: Palette;
  readonly largest: number;
}

function columns(counts: readonly StageCount[], { id, width, palette, largest }: Layout): Svg[] {
  const step = width / counts.length;
  const height = scaleLinear([0, largest], [0, barHeight]);
  const ground = barHeight + 54;
  return counts.map(({ stage, label, count, href }, index) => {
    const x = index * step;
    const tall = height(count);
    const bar = element('rect', {
      x,
      y: ground - tall,
      width: step - 8,
      height: tall,
      fill: fillOf(id, stage),
      stroke: palette.edge,
      'stroke-width': 0.75,
    });
    return linked(
      href,
      element('rect', { x, y: 0, width: step - 8, height: ground, fill: palette.paper, 'fill-opacity': 0 }),
      element('text', { x, y: 13, fill: palette.quiet }, text(label)),
      element(
        'text',
        { x, y: 42, fill: count === 0 ? palette.quiet : palette.ink, 'font-size': 24, 'font-weight': 600 },
        text(String(count)),
      ),
      ...(count === 0 ? [] : [bar]),
      element('path', { d: `M${rounded(x)} ${ground}h${rounded(step - 8)}`, stroke: palette.edge, 'stroke-width': 1 }),
    );
  });
}

function rows(counts: readonly StageCount[], { id, width, palette, largest }: Layout): Svg[] {
  const labels = 108;
  const length = scaleLinear([0, largest], [0, Math.max(0, width - labels - 36)]);
  return counts.map(({ stage, label, count, href }, index) => {
    const y = index * rowHeight;
    const long = length(count);
    const bar = element('rect', {
      x: labels,
      y: y + 7,
      width: long,
      height: 18,
      fill: fillOf(id, stage),
      stroke: palette.edge,
      'stroke-width': 0.75,
    });
    return linked(
      href,
      element('rect', { x: 0, y, width, height: rowHeight, fill: palette.paper, 'fill-opacity': 0 }),
      element('text', { x: 0, y: y + 20.5, fill: palette.quiet }, text(label)),
      ...(count === 0 ? [element('path', { d: `M${labels} ${y + 7}v18`, stroke: palette.edge })] : [bar]),
      element(
        'text',
        {
          x: labels + long + 8,
          y: y + 21.5,
          fill: count === 0 ? palette.quiet : palette.ink,
          'font-size': 18,
          'font-weight': 600,
        },
        text(String(count)),
      ),
    );
  });
}

function linked(href: string | undefined, ...children: readonly Svg[]): Svg {
  return element(href === undefined ? 'g' : 'a', { href }, ...children);
}
