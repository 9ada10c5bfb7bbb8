import { type OperationMark, operationMark, operationMarks } from './operation-mark.ts';
import { type Palette, type Stage, stages } from './palette.ts';
import { fillOf, patternsOf } from './patterns.ts';
import { element, type Svg } from './svg.ts';

/** The signs of stages and of operation, drawn once on a page and shown by `keyOf` wherever a word stands for one of them. */
export function keySheet(id: string, palette: Palette): Svg {
  const frame = { x: 0.5, y: 0.5, width: 15, height: 15, rx: 2, stroke: palette.edge };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: 0, height: 0, class: 'keys', 'aria-hidden': 'true' },
    patternsOf(id, palette),
    ...stages.map((stage) =>
      element(
        'symbol',
        { id: `${id}-key-${stage}`, viewBox: '0 0 16 16' },
        element('rect', { ...frame, fill: fillOf(id, stage) }),
      ),
    ),
    ...operationMarks.map((mark) =>
      element(
        'symbol',
        { id: `${id}-key-${mark}`, viewBox: '0 0 16 16' },
        operationMark(mark, { x: 8, y: 8, r: 6.5 }, palette.ink, palette.paper),
      ),
    ),
  );
}

/** One sign of the sheet; the word beside it says what it means, so it is not read out. */
export function keyOf(id: string, sign: Stage | OperationMark): Svg {
  return element('svg', { class: 'key', 'aria-hidden': 'true' }, element('use', { href: `#${id}-key-${sign}` }));
}
