import { describe, expect, test } from 'vitest';
import { cityMap, type MapPlace, type MapWords } from './city-map.ts';
import { operationMark, operationMarkOf, operationMarks } from './operation-mark.ts';
import { onPaper, stages } from './palette.ts';
import { stageBar } from './stage-bar.ts';
import { stageFunnel } from './stage-funnel.ts';
import { element, text, textLines } from './svg.ts';

const counts = stages.map((stage, index) => ({ stage, label: stage, count: index === 1 ? 31 : index === 3 ? 3 : 0 }));
const frame = { id: 'd', title: 'Fasilitas', palette: onPaper };

describe('a drawing is safe and says what it shows', () => {
  test('text and attributes are escaped', () => {
    expect(element('text', { x: 1.006, class: '"<' }, text('<script>&'))).toBe(
      '<text x="1.01" class="&quot;&lt;">&lt;script&gt;&amp;</text>',
    );
  });

  test('its figures are in its description', () => {
    expect(stageFunnel(counts, { ...frame, width: 700 })).toContain(
      'proposed: 31; designated: 0; under_construction: 3',
    );
  });

  test('no drawing carries a style or a script, which the content security policy would refuse', () => {
    const all = [stageFunnel(counts, { ...frame, width: 320 }), stageBar(counts, { ...frame, width: 320 })].join('');
    expect(all).not.toMatch(/style=|<style|<script|NaN|undefined|="-\d+(\.\d+)?" height/);
  });
});

describe('stages', () => {
  test('an empty stage keeps its place in the funnel and has no part of the bar', () => {
    expect(stageFunnel(counts, { ...frame, width: 700 })).toContain('>handed_over</text>');
    expect(stageBar(counts, { ...frame, width: 700 })).not.toContain('handed_over: 0');
  });

  test('a place too narrow for any bar draws none of negative length', () => {
    expect(stageFunnel(counts, { ...frame, width: 20 })).not.toMatch(/width="-/);
  });
});

describe('operation is told by shape', () => {
  test('four states, four shapes', () => {
    const drawn = operationMarks.map((mark) => operationMark(mark, { x: 0, y: 0, r: 5 }, '#000', '#fff'));
    expect(new Set(drawn).size).toBe(4);
  });

  test('a partner shows only where there is trade', () => {
    expect(operationMarkOf('trading', true)).toBe('with_partner');
    expect(operationMarkOf('unknown', true)).toBe('unknown');
  });
});

describe('the map', () => {
  const place = (name: string, boundary?: MapPlace['boundary']): MapPlace => ({
    id: name,
    name,
    facility: 'proposed',
    operation: 'unknown',
    centre: [116.9, -1.2],
    areaKm2: 10,
    note: 'diusulkan',
    ...(boundary && { boundary }),
  });
  const words = {
    title: 'Peta',
    stage: Object.fromEntries(stages.map((stage) => [stage, stage])),
    operation: Object.fromEntries(operationMarks.map((mark) => [mark, mark])),
    caution: 'Batas hanya petunjuk.',
  } as MapWords;
  const square = [
    [
      [
        [116.8, -1.3],
        [116.9, -1.3],
        [116.9, -1.2],
        [116.8, -1.2],
        [116.8, -1.3],
      ],
    ],
  ];

  test('a village without a boundary is a circle, never an invented border', () => {
    const drawn = cityMap([place('Manggar', square), place('Lamaru')], {
      id: 'm',
      width: 600,
      palette: onPaper,
      words,
    });
    expect(drawn).toMatch(/<title>Manggar: diusulkan<\/title><path/);
    expect(drawn).toMatch(/<title>Lamaru: diusulkan<\/title><circle/);
    expect(drawn).toContain('Batas hanya petunjuk.');
  });

  test('lines of a note fit the width', () => {
    expect(textLines('satu dua tiga empat', 64)).toEqual(['satu dua', 'tiga empat']);
  });
});
