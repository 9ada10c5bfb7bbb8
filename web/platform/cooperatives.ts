import { queryOptions, useQuery } from '@tanstack/react-query';
import { type CooperativeRow, listCooperativesCall } from '../../server/cooperatives/cooperative.schema.ts';
import { useSpeech } from './i18n.ts';
import { type Problem, send } from './send.ts';
import { shortNameOf } from './ui/CooperativeName.tsx';
import type { Choice } from './ui/inputs.tsx';
import type { Filter } from './ui/TableTools.tsx';

/** Every cooperative the reader may see: names for ids, and choices for lists. One city's register, so it is read whole. */
export const allCooperatives = queryOptions<readonly CooperativeRow[], Problem>({
  queryKey: ['cooperatives', 'all'],
  queryFn: async ({ signal }) => {
    const rows: CooperativeRow[] = [];
    let after: string | null | undefined;
    do {
      const page = await send(listCooperativesCall, { query: { limit: 200, ...(after && { after }) }, signal });
      rows.push(...page.rows);
      after = page.next;
    } while (after !== null);
    return rows;
  },
});

/** Those whose name holds what was typed, for a `SearchSelect`. */
export function cooperativesNamed(typed: string) {
  const wanted = typed.toLowerCase();
  return {
    ...allCooperatives,
    select: (rows: readonly CooperativeRow[]) =>
      choicesOf(rows.filter(({ name }) => name.toLowerCase().includes(wanted))),
  };
}

function choicesOf(rows: readonly CooperativeRow[]): Choice[] {
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}

function shortChoicesOf(rows: readonly CooperativeRow[]): Choice[] {
  return rows.map(({ id, name }) => ({ value: id, label: shortNameOf(name) }));
}

/** Narrows a list to one cooperative, and says so where the address already does. The names are short, as in the list itself. */
export function useCooperativeFilter(): Filter {
  const { t } = useSpeech();
  const { data = [] } = useQuery(allCooperatives);
  return { name: 'cooperativeId', label: t('platform.table.everyCooperative'), choices: shortChoicesOf(data) };
}

/** The one cooperative of a reader who has no other: nobody asks him which. */
export function useOnlyCooperative(): CooperativeRow['id'] | undefined {
  const { data = [] } = useQuery(allCooperatives);
  return data.length === 1 ? data[0]?.id : undefined;
}
