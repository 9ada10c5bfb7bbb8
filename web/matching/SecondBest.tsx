import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { askSecondBestCall, getSecondBestCall, type SecondBestShown } from '../../server/matching/scenario.schema.ts';
import type { Use } from '../../server/matching/use.ts';
import { followRunCall } from '../../server/platform/jobs/run.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { Loaded, wordsFor } from '../platform/ui/States.tsx';

interface SecondBestProps {
  readonly scenarioId: Id<'scenario'>;
  readonly cooperativeId: Id<'cooperative'>;
  readonly use: Use;
}

/** What would be without this pair: asked once, kept for everybody. */
export function SecondBest({ scenarioId, cooperativeId, use }: SecondBestProps) {
  const { t } = useSpeech();
  const params = { id: scenarioId, cooperativeId, use };
  const kept = useQuery(read(getSecondBestCall, { params }));
  const asking = useMutation({ mutationFn: () => send(askSecondBestCall, { params }) });
  const run = useQuery({
    ...read(followRunCall, { params: { id: asking.data?.runId ?? '' } as never }),
    enabled: asking.data !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : 400),
  }).data;
  const state = run?.state;
  useEffect(() => {
    if (state === 'done') void refresh('matching');
  }, [state]);
  const isBusy = asking.isPending || (asking.data !== undefined && state !== 'done' && state !== 'failed');
  return (
    <>
      <h3>{t('matching.secondBest.title')}</h3>
      <Loaded query={kept}>
        {({ secondBest }) =>
          secondBest === null ? (
            <p>
              {may('match.run') ? (
                <Button busy={isBusy} onClick={() => asking.mutate()}>
                  {t('matching.secondBest.ask')}
                </Button>
              ) : (
                t('matching.secondBest.none')
              )}
              {asking.error && <span role="alert">{wordsFor(asking.error, t)}</span>}
              {state === 'failed' && <span role="alert">{t('jobs.refusals.failed')}</span>}
            </p>
          ) : (
            <Found secondBest={secondBest} />
          )
        }
      </Loaded>
    </>
  );
}

function Found({ secondBest: { site, burdenMore, servedFewer, moved } }: { secondBest: SecondBestShown }) {
  const { t, number } = useSpeech();
  return (
    <>
      <p>
        {site === null ? t('matching.secondBest.unserved') : t('matching.secondBest.site', { site })}{' '}
        {servedFewer > 0
          ? t('matching.secondBest.fewer', { count: number(servedFewer) })
          : t('matching.secondBest.heavier', { burden: number(burdenMore) })}
      </p>
      {moved.length > 0 && (
        <ul>
          {moved.map(({ cooperative, use, from, to }) => (
            <li key={`${cooperative} ${use}`}>
              {t('matching.secondBest.moves', {
                cooperative: shortNameOf(cooperative),
                from: from ?? t('matching.notYet'),
                to: to ?? t('matching.notYet'),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
