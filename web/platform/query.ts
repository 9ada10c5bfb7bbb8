import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call, ParamsOf, QueryOf, ReplyOf } from '../../server/kernel/call.ts';
import { Problem, send } from './send.ts';
import { meQuery } from './session.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, problem) => problem instanceof Problem && problem.kind === 'outage' && failures < 3,
      refetchOnWindowFocus: true,
      networkMode: 'always', // a read that waits for the network in silence looks like one that is slow
    },
    mutations: { networkMode: 'always' }, // and a write that waits would be sent when nobody expects it any more
  },
  queryCache: new QueryCache({ onError: askToSignIn }),
  mutationCache: new MutationCache({ onError: askToSignIn }),
});

/** Whatever first learns that the session is over, the shell asks for a new one. */
function askToSignIn(problem: Error): void {
  if (problem instanceof Problem && problem.kind === 'signed-out') queryClient.setQueryData(meQuery.queryKey, null);
}

/** How a read is kept: its key starts with the module, as the call's name does (`cooperatives/list` → `['cooperatives', 'list', …]`). */
export function read<C extends Call>(
  call: C,
  sent: { params?: Omit<ParamsOf<C>, 'regency'>; query?: QueryOf<C> } = {},
) {
  return queryOptions<ReplyOf<C>, Problem>({
    queryKey: [...call.name.split('/'), sent.params ?? {}, sent.query ?? {}],
    queryFn: ({ signal }) => send(call, { ...sent, signal }),
  });
}

/** After a write: whatever these modules had told is asked anew. */
export async function refresh(...modules: readonly string[]): Promise<void> {
  await Promise.all(modules.map((module) => queryClient.invalidateQueries({ queryKey: [module] })));
}
