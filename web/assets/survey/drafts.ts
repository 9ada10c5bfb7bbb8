import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { hat } from '../../platform/hat.ts';
import { queryClient } from '../../platform/query.ts';
import { Problem } from '../../platform/send.ts';
import { meQuery } from '../../platform/session.ts';
import type { KeptDraft, Refused } from './draft.ts';
import { type Drafts, draftsOf, watchDrafts } from './draft-box.ts';
import { sendDrafts, sendingNow, watchSending } from './send-drafts.ts';

const draftsKey = ['assets', 'drafts'];

watchDrafts(() => void queryClient.invalidateQueries({ queryKey: draftsKey }));

function draftsQuery(userId: string) {
  const city = hat()?.regency.code ?? '';
  return queryOptions({
    queryKey: [...draftsKey, userId, city],
    queryFn: (): Promise<Drafts> => draftsOf(userId, city),
    staleTime: 0,
  });
}

/** What waits on this device of who is signed in, and how much of others. */
export function useDrafts(): Drafts | undefined {
  const { data: me } = useQuery(meQuery);
  return useQuery({ ...draftsQuery(me?.userId ?? ''), enabled: me != null }).data;
}

export function useSending() {
  return useSyncExternalStore(watchSending, sendingNow);
}

/** Sends what is ready: when asked, and by itself as soon as there is network again. */
export function useSender(drafts: Drafts | undefined) {
  const { mutate, ...sender } = useMutation({ mutationFn: (ready: readonly KeptDraft[]) => sendDrafts(ready) });
  const ready = drafts?.own.filter(({ state }) => state === 'ready') ?? [];
  const waiting = ready.map(({ id, savedAt }) => `${id} ${savedAt}`).join();
  useEffect(() => {
    const again = () => {
      const latest = queryClient.getQueriesData<Drafts>({ queryKey: draftsKey });
      const own = latest.flatMap(([, data]) => data?.own ?? []).filter(({ id }) => waiting.includes(id));
      if (own.length > 0) mutate(own);
    };
    if (waiting !== '' && navigator.onLine) again();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [mutate, waiting]);
  return { ready, send: () => mutate(ready), problem: sender.error, busy: sender.isPending };
}

/** A refusal kept on the device, as the screens say refusals. */
export function problemFrom({ type, data }: Refused): Problem {
  return new Problem('refused', { type, status: 422, title: type, data });
}
