import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { getScenarioCall, publishScenarioCall } from '../../server/matching/scenario.schema.ts';
import { followRunCall, type Run } from '../../server/platform/jobs/run.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Columns, Page, Section, Stack } from '../platform/ui/Page.tsx';
import { RunProgress } from '../platform/ui/RunProgress.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { AskPanel, type Question } from './AskPanel.tsx';
import { Comparison } from './Comparison.tsx';
import css from './matching.module.css';
import { Outcomes, UseTabs } from './Outcomes.tsx';
import { PairList } from './PairList.tsx';
import type { Pairs } from './pairs.ts';

type Scenario = ReplyOf<typeof getScenarioCall>;

/** One match: whom it serves, why not the others, and what to ask next. */
export function ScenarioScreen() {
  const { id } = useParams({ from: '/signed-in/cocokkan/$id' });
  const scenario = useQuery(read(getScenarioCall, { params: { id } }));
  return <Loaded query={scenario}>{(found) => <ScenarioPage key={found.id} scenario={found} />}</Loaded>;
}

function ScenarioPage({ scenario }: { scenario: Scenario }) {
  const { t, date } = useSpeech();
  const navigate = useNavigate();
  const { with: other, use } = useSearch({ from: '/signed-in/cocokkan/$id' });
  const [pairs, setPairs] = useState({ locked: scenario.locked, forbidden: scenario.forbidden });
  const note = [
    scenario.proven === null ? null : t(scenario.proven ? 'matching.proven' : 'matching.unproven'),
    t('platform.when.asOf', { date: date(scenario.day) }),
    scenario.solver,
    ...(scenario.countsUnknown ? [t('matching.whatIf')] : []),
    scenario.publishedOn && t('matching.publishedOn', { date: date(scenario.publishedOn) }),
  ].filter((part) => part);
  return (
    <Page
      title={scenario.name}
      note={
        <>
          {note.join(' · ')} {scenario.sample && <SampleBadge />}
        </>
      }
      actions={
        may('match.publish') &&
        scenario.proven &&
        !scenario.countsUnknown &&
        scenario.publishedOn === null && (
          <ConfirmButton
            verb={t('matching.publish.verb')}
            consequence={t('matching.publish.consequence')}
            onConfirm={async () => {
              await send(publishScenarioCall, { params: { id: scenario.id } });
              await refresh('matching');
            }}
          />
        )
      }
    >
      {scenario.state === 'asked' ? (
        <UnderWay scenario={scenario} />
      ) : (
        <Stack>
          <UseTabs scenario={scenario} />
          <Columns shape="wide-narrow">
            <Outcomes scenario={scenario} pairs={pairs} onPairs={setPairs} />
            <Stack>
              <Caveats scenario={scenario} />
              {may('match.run') && (
                <AskAgain>
                  <PairList pairs={pairs} onPairs={setPairs} />
                  <AskPanel
                    key={JSON.stringify(pairs)}
                    start={questionOf(scenario, pairs)}
                    onAsked={(id) =>
                      void navigate({
                        to: '/cocokkan/$id',
                        params: { id },
                        search: { with: scenario.id, ...(use && { use }) },
                      })
                    }
                  />
                </AskAgain>
              )}
              <Section title={t('matching.compare.title')}>
                <Comparison scenario={scenario} {...(other !== undefined && { other })} />
              </Section>
            </Stack>
          </Columns>
        </Stack>
      )}
    </Page>
  );
}

/** The form to change something and ask again; on a phone behind a button, or it would stand between a reader and the answer. */
function AskAgain({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Section title={t('matching.ask.again')}>
      <p className={css.onPhone}>
        <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'matching.ask.close' : 'matching.ask.open')}
        </Button>
      </p>
      <div id={id} className={css.askAgain} data-open={isOpen}>
        {children}
      </div>
    </Section>
  );
}

/** The scenario's own question with the pairs as they stand now. */
function questionOf(scenario: Scenario, { locked, forbidden }: Pairs): Question {
  const bare = ({ cooperativeId, siteId, use }: Pairs['locked'][number]) => ({ cooperativeId, siteId, use });
  return {
    name: scenario.name,
    day: scenario.day,
    uses: scenario.uses,
    weights: scenario.weights,
    countsUnknownAsPass: scenario.countsUnknown,
    locked: locked.map(bare),
    forbidden: forbidden.map(bare),
  };
}

const isUnderWay = (run: Run | undefined) => run?.state === 'queued' || run?.state === 'running';

/** Being solved: whoever asked sees how far it is; anybody else looks again later. */
function UnderWay({ scenario: { runId } }: { scenario: Scenario }) {
  const { t } = useSpeech();
  const run = useQuery({
    ...read(followRunCall, { params: { id: runId ?? '' } as never }),
    enabled: runId !== null,
    retry: false,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 500 : false),
  }).data;
  const state = run?.state;
  useEffect(() => {
    if (state === 'done') void refresh('matching');
  }, [state]);
  if (run === undefined || state === 'failed') {
    return <p role="status">{t(state === 'failed' ? 'jobs.refusals.failed' : 'matching.list.underWay')}</p>;
  }
  return <RunProgress run={run} waiting={t('matching.waiting')} note={t('matching.leave')} />;
}

/** What in the input is invented or assumed, so that nobody takes the answer for more. */
function Caveats({ scenario: { caveats } }: { scenario: Scenario }) {
  const { t, number } = useSpeech();
  const said = [
    caveats.sampleSites > 0 &&
      t('matching.caveats.sites', {
        count: caveats.sampleSites,
        shown: number(caveats.sampleSites),
        of: number(caveats.sites),
      }),
    t('matching.caveats.homes'),
    t('matching.caveats.rules', { assumed: number(caveats.assumedRules), of: number(caveats.rules) }),
    !caveats.bordersKnown && t('matching.caveats.borders'),
    caveats.sitesWithoutPoint > 0 && t('matching.caveats.points', { shown: number(caveats.sitesWithoutPoint) }),
  ].filter((line) => line !== false);
  return (
    <Section title={t('matching.caveats.title')}>
      <ul className={css.caveats}>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
