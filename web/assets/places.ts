import { useQuery } from '@tanstack/react-query';
import { bordersCall } from '../../server/reporting/picture.schema.ts';
import { allCooperatives } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { read } from '../platform/query.ts';
import type { Choice } from '../platform/ui/inputs.tsx';

/** Kelurahan and kecamatan of the city as the register of cooperatives names them, by code. */
export function usePlaces(): { villages: readonly Choice[]; districts: readonly Choice[] } {
  const { data = [] } = useQuery(allCooperatives);
  const served = data.flatMap(({ villages }) => villages);
  return {
    villages: choicesOf(new Map(served.map(({ code, name }) => [code, name]))),
    districts: choicesOf(new Map(served.map(({ code, district }) => [code.slice(0, 8), district]))),
  };
}

function choicesOf(names: ReadonlyMap<string, string>): Choice[] {
  return [...names].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([value, label]) => ({ value, label }));
}

const none: readonly number[][][][][] = [];

/** Outlines of kelurahan to see where one is; none where they are not imported or not the reader's to see. */
export function useBorders(): readonly number[][][][][] | undefined {
  const { data, isPending } = useQuery({ ...read(bordersCall), enabled: may('picture.read') });
  if (data !== undefined) return outlinesOf(data.borders);
  return isPending && may('picture.read') ? undefined : none;
}

const kept = new WeakMap<object, readonly number[][][][][]>();

/** The same list for the same answer, so that a map is not drawn anew each time its screen is. */
function outlinesOf(borders: Readonly<Record<string, number[][][][]>>): readonly number[][][][][] {
  const outlines = kept.get(borders) ?? Object.values(borders);
  kept.set(borders, outlines);
  return outlines;
}
