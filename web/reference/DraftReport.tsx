import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { instant } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { followRunCall, type Run } from '../../server/platform/jobs/run.schema.ts';
import {
  type BoundaryFindingShown,
  type getBoundariesCall,
  takeBoundaryDraftCall,
} from '../../server/reference/boundary/boundary.schema.ts';
import { hasWord, type Speech, useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { Section, Stack } from '../platform/ui/Page.tsx';
import { RunProgress } from '../platform/ui/RunProgress.tsx';
import { findingLines, type Village } from './finding-lines.ts';

type Draft = NonNullable<ReplyOf<typeof getBoundariesCall>['draft']>;

const isUnderWay = (run: Run | undefined) => run?.state === 'queued' || run?.state === 'running';

/** What the check of the last file found, and its taking: whoever leaves finds it here again. */
export function DraftReport({ draft, villages }: { draft: Draft; villages: readonly Village[] }) {
  const { t, moment, date } = useSpeech();
  const run = useQuery({
    ...read(followRunCall, { params: { id: draft.runId } }),
    retry: false,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 700 : false),
  }).data;
  const state = run?.state;
  // A job that ended changed what is told of the draft.
  useEffect(() => {
    if (state === 'done' || state === 'failed') void refresh('reference', 'reporting');
  }, [state]);

  return (
    <Stack>
      <Facts
        items={[
          { label: t('reference.import.file'), value: draft.fileName },
          { label: t('reference.import.source'), value: `${draft.source}, ${draft.licence}` },
          { label: t('reference.import.validFrom'), value: date(draft.validFrom) },
          { label: t('reference.import.uploadedAt'), value: moment(instant(draft.uploadedAt)) },
        ]}
      />
      {isUnderWay(run) && run && (
        <RunProgress run={run} waiting={t('reference.stages.waiting')} note={t('reference.import.leave')} />
      )}
      {state === 'failed' && <p role="alert">{failureWords(run?.note ?? '', t)}</p>}
      {draft.report && !isUnderWay(run) && (
        <>
          <p role="status">
            <strong>{t(`reference.import.${verdictOn(draft)}`)}</strong>
          </p>
          {draft.report.errors.length === 0 && draft.revision === null && (
            <p>
              <ConfirmButton
                kind="act"
                verb={t('reference.import.take')}
                consequence={t('reference.import.takes', { date: date(draft.validFrom) })}
                onConfirm={async () => {
                  await send(takeBoundaryDraftCall, { params: { id: draft.id } });
                  await refresh('reference');
                }}
              />
            </p>
          )}
          <Findings title={t('reference.import.errors')} findings={draft.report.errors} villages={villages} />
          <Findings title={t('reference.import.warnings')} findings={draft.report.warnings} villages={villages} />
        </>
      )}
    </Stack>
  );
}

function verdictOn({ report, revision }: Draft): 'taken' | 'unfit' | 'fitWarned' | 'fit' {
  if (revision !== null) return 'taken';
  if (report === null || report.errors.length > 0) return 'unfit';
  return report.warnings.length > 0 ? 'fitWarned' : 'fit';
}

/** A failed run is noted with the name of the refusal that ended it. */
function failureWords(type: string, t: Speech['t']): string {
  const key = type.replace('/', '.refusals.');
  return t(hasWord(key) ? key : 'jobs.refusals.failed');
}

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly BoundaryFindingShown[];
  readonly villages: readonly Village[];
}

function Findings({ title, findings, villages }: FindingsProps) {
  const speech = useSpeech();
  if (findings.length === 0) return null;
  return (
    <Section title={title}>
      <Facts items={findingLines(findings, villages, speech)} />
    </Section>
  );
}
