import type { BoundaryFindingShown } from '../../server/reference/boundary/boundary.schema.ts';
import type { Speech } from '../platform/i18n.ts';

export interface Village {
  readonly code: string;
  readonly name: string;
}

/** So many names a sentence holds; the rest are counted. */
const namesMax = 6;

/** One line a place: which kelurahan, and everything that is wrong with it. */
export function findingLines(
  findings: readonly BoundaryFindingShown[],
  villages: readonly Village[],
  speech: Speech,
): { label: string; value: string }[] {
  const nameOf = (code: string) => villages.find((village) => village.code === code)?.name ?? code;
  const lines = findings.map((finding) => ({
    label: placeOf(finding, nameOf, speech),
    value: wordsOf(finding, nameOf, speech),
  }));
  return [...Map.groupBy(lines, ({ label }) => label)].map(([label, own]) => ({
    label,
    value: own.map(({ value }) => value).join(' '),
  }));
}

/** Kinds whose sentence names the villages itself. */
const namedInside = new Set(['overlap', 'gap', 'code-unknown']);

function placeOf({ kind, codes, position }: BoundaryFindingShown, nameOf: (code: string) => string, speech: Speech) {
  const { t, number } = speech;
  if (position !== undefined) return t('reference.import.feature', { position: number(position) });
  if (codes.length === 0 || namedInside.has(kind)) return t('reference.import.whole');
  return kind === 'name-of-another' ? nameOf(codes[0] ?? '') : namesOf(codes, nameOf, speech);
}

function namesOf(codes: readonly string[], nameOf: (code: string) => string, { t, number }: Speech): string {
  const shown = codes.slice(0, namesMax).map(nameOf).join(', ');
  const others = codes.length - namesMax;
  return others > 0 ? `${shown} ${t('reference.import.others', { shown: number(others) })}` : shown;
}

function wordsOf(
  { kind, codes, figure, near }: BoundaryFindingShown,
  nameOf: (code: string) => string,
  speech: Speech,
): string {
  const { t, number } = speech;
  return t(`reference.boundaries.${kind}`, {
    codes: namesOf(codes, nameOf, speech),
    first: nameOf(codes[0] ?? ''),
    second: nameOf(codes[1] ?? ''),
    figure: figure === undefined ? '' : number(figure),
    near: near?.toReversed().join('; ') ?? '',
  });
}
