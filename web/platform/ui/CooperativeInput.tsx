import { useQuery } from '@tanstack/react-query';
import { allCooperatives, cooperativesNamed } from '../cooperatives.ts';
import type { InputProps } from './inputs.tsx';
import { SearchSelect } from './SearchSelect.tsx';
import { Loading } from './States.tsx';

/** One of the cooperatives the reader may see, found by typing. */
export function CooperativeInput(props: InputProps<string>) {
  const { data } = useQuery(allCooperatives);
  if (data === undefined) return <Loading lines={1} />; // a value set at the start needs its name
  const startLabel = data.find(({ id }) => id === props.value)?.name;
  return <SearchSelect {...props} choicesFor={cooperativesNamed} {...(startLabel !== undefined && { startLabel })} />;
}
