import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReplyOf } from '../../server/kernel/call.ts';
import {
  getScenarioCall,
  listOutcomesCall,
  type Outcome,
  publishScenarioCall,
} from '../../server/matching/scenario.schema.ts';
import { followRunCall, type Run } from '../../server/platform/jobs/run.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Columns, Page, Section, Stack } from '../platform/ui/Page.tsx';
import { RunProgress } from '../platform/ui/RunProgress.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { AskPanel, type Question } from './AskPanel.tsx';
import { Comparison } from './Comparison.tsx';
import css from './matching.module.css';
import { OutcomeLine } from './OutcomeLine.tsx';
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
  const { with: other } = useSearch({ from: '/signed-in/cocokkan/$id' });
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
        <Columns shape="wide-narrow">
          <Outcomes scenario={scenario} pairs={pairs} onPairs={setPairs} />
          <Stack>
            <Caveats scenario={scenario} />
            {may('match.run') && (
              <Section title={t('matching.ask.again')}>
                <PairList pairs={pairs} onPairs={setPairs} />
                <AskPanel
                  key={JSON.stringify(pairs)}
                  start={questionOf(scenario, pairs)}
                  onAsked={(id) =>
                    void navigate({ to: '/cocokkan/$id', params: { id }, search: { with: scenario.id } })
                  }
                />
              </Section>
            )}
            <Section title={t('matching.compare.title')}>
              <Comparison scenario={scenario} {...(other !== undefined && { other })} />
            </Section>
          </Stack>
        </Columns>
      )}
    </Page>
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

interface OutcomesProps {
  readonly scenario: Scenario;
  readonly pairs: Pairs;
  readonly onPairs: (pairs: Pairs) => void;
}

function Outcomes({ scenario, pairs, onPairs }: OutcomesProps) {
  const { t, number } = useSpeech();
  const params = { id: scenario.id };
  const outcomes = useQuery(read(listOutcomesCall, { params }));
  const served = scenario.servedCount ?? 0;
  return (
    <Section
      title={t('matching.served', { served: number(served), unserved: number((scenario.needCount ?? 0) - served) })}
      note={t('matching.worstDistrict', { percent: number((scenario.unservedPermille ?? 0) / 10) })}
    >
      <Loaded query={outcomes}>
        {({ rows, total }) => (
          <>
            <TableTools call={listOutcomesCall} params={params} total={total} />
            {scenario.uses.map((use) => (
              <UseLines key={use} title={scenario.uses.length > 1 ? t(`matching.uses.${use}`) : undefined}>
                {rows
                  .filter((row) => row.use === use)
                  .toSorted(servedFirst)
                  .map((row) => (
                    <OutcomeLine key={row.cooperative.id} outcome={row} pairs={pairs} onPairs={onPairs} />
                  ))}
              </UseLines>
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const servedFirst = (a: Outcome, b: Outcome) => Number(a.site === null) - Number(b.site === null);

function UseLines({ title, children }: { title: string | undefined; children: React.ReactNode }) {
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      <ul className={css.lines}>{children}</ul>
    </>
  );
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
