import { useQuery } from '@tanstack/react-query';
import { allCooperatives } from './cooperatives.ts';
import type { NameOf } from './finding-words.ts';

export function useNameOf(): NameOf {
  const { data: rows = [] } = useQuery(allCooperatives);
  return (cooperativeId) => rows.find(({ id }) => id === cooperativeId)?.name ?? '';
}
