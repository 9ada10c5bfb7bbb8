import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  callOffKibImportCall,
  getKibImportCall,
  type KibCounts,
  type KibHead,
  type KibImportShown,
  kibErrorSheetCall,
  takeKibImportCall,
} from '../../../server/assets/kib/kib.schema.ts';
import { instant } from '../../../server/kernel/business-date.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { rupiah } from '../../../server/kernel/rupiah.ts';
import { followRunCall, type Run } from '../../../server/platform/jobs/run.schema.ts';
import { hasWord, type Speech, useSpeech } from '../../platform/i18n.ts';
import { read, refresh } from '../../platform/query.ts';
import { download, send } from '../../platform/send.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { ConfirmButton } from '../../platform/ui/ConfirmButton.tsx';
import { Facts } from '../../platform/ui/Facts.tsx';
import { YesNoInput } from '../../platform/ui/inputs.tsx';
import { notify } from '../../platform/ui/notices.tsx';
import { Stack } from '../../platform/ui/Page.tsx';
import { RunProgress } from '../../platform/ui/RunProgress.tsx';
import { Loaded, wordsFor } from '../../platform/ui/States.tsx';
import { KibRows } from './KibRows.tsx';

const isUnderWay = (run: Run | undefined) => run?.state === 'queued' || run?.state === 'running';

/** One import: how far it is, what taking it would do, and its taking; whoever leaves finds it here again. */
export function KibReport({ id }: { id: Id<'kib-import'> }) {
  const shown = useQuery({
    ...read(getKibImportCall, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2_000 : false),
  });
  return <Loaded query={shown}>{(found) => <Report found={found} />}</Loaded>;
}

function Report({ found }: { found: KibImportShown }) {
  const { t, date, moment } = useSpeech();
  const { state, head, counts } = found;
  const run = useOwnRun(found);
  return (
    <Stack>
      <p>
        <strong>{found.fileName}</strong>{' '}
        <span className="quiet">{`${t('assets.kib.facts.asOf')} ${date(found.asOf)}`}</span>
      </p>
      {isUnderWay(run) && run && (
        <RunProgress run={run} waiting={t('assets.kib.states.waiting')} note={t('assets.kib.leave')} />
      )}
      {state === 'waiting' && run === undefined && <p role="status">{t('assets.kib.states.waiting')}</p>}
      {run?.state === 'failed' && <p role="alert">{failureWords(run.note ?? '', t)}</p>}
      {found.refused && (
        <div role="alert">
          <p>
            <strong>{t('assets.kib.refusedTitle')}</strong>
          </p>
          <p>{refusedWords(found.refused, t)}</p>
          <p className="quiet">{t('assets.kib.refusedTodo')}</p>
        </div>
      )}
      {found.takenAt && (
        <p role="status">
          <strong>{t('assets.kib.summaryTaken', { date: moment(instant(found.takenAt)) })}</strong>
        </p>
      )}
      {found.leftAt && <p role="status">{t(`assets.kib.left.${state}`, { date: moment(instant(found.leftAt)) })}</p>}
      {head && counts && !found.leftAt && (
        <>
          <HeadFacts head={head} counts={counts} />
          <Totals counts={counts} />
          {state === 'checked' && !isUnderWay(run) && (
            <>
              <Taking found={found} counts={counts} />
              <CallingOff found={found} counts={counts} />
            </>
          )}
          <ErrorSheet id={found.id} counts={counts} withDoubtful={found.withDoubtful ?? false} />
          <KibRows id={found.id} counts={counts} isTaken={state === 'taken'} />
        </>
      )}
    </Stack>
  );
}

/** Only who started a run may follow it; for everyone else the import's own state tells. */
function useOwnRun({ runId, isMine, state }: KibImportShown): Run | undefined {
  const asked = runId !== null && isMine && (state === 'waiting' || state === 'checked');
  const run = useQuery({
    ...read(followRunCall, { params: { id: runId ?? ('' as never) } }),
    enabled: asked,
    retry: false,
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 700 : false),
  }).data;
  const ended = run?.state;
  // A job that ended changed what is told of the import, and of the assets.
  useEffect(() => {
    if (ended === 'done' || ended === 'failed') void refresh('assets', 'reporting');
  }, [ended]);
  return asked ? run : undefined;
}

function HeadFacts({ head, counts }: { head: KibHead; counts: KibCounts }) {
  const { t, number } = useSpeech();
  const unit = t(`assets.kib.units.${head.priceUnit}`);
  const written = head.priceUnitWritten;
  const told = [
    [t('assets.kib.facts.areaChanged'), counts.areaChanged],
    [t('assets.kib.facts.certificateChanged'), counts.certificateChanged],
  ] as const;
  return (
    <>
      <Facts
        items={[
          { label: t('assets.kib.facts.form'), value: t(`assets.kib.forms.${head.form}`) },
          ...(head.sheet === '' ? [] : [{ label: t('assets.kib.facts.sheet'), value: head.sheet }]),
          { label: t('assets.kib.facts.location'), value: head.location ?? '–' },
          {
            label: t('assets.kib.facts.priceUnit'),
            value:
              written === null || written === head.priceUnit
                ? unit
                : t('assets.kib.unitWritten', { unit, written: t(`assets.kib.units.${written}`) }),
          },
          {
            label: t('assets.kib.facts.rows'),
            value: `${number(counts.rows)} · ${t('assets.kib.skipped', { count: number(counts.skipped) })}`,
          },
          ...told.filter(([, n]) => n > 0).map(([label, n]) => ({ label, value: number(n) })),
          ...(counts.notInFile === 0
            ? []
            : [
                {
                  label: t('assets.kib.facts.notInFile'),
                  value: `${number(counts.notInFile)} · ${t('assets.kib.notInFileHint')}`,
                },
              ]),
        ]}
      />
      {head.otherSheets.length > 0 && (
        <p role="note">{t('assets.kib.otherSheets', { names: head.otherSheets.join(', ') })}</p>
      )}
    </>
  );
}

/** What the file says its rows come to, where they do not. */
function Totals({ counts: { totals = [] } }: { counts: KibCounts }) {
  const { t, area, rupiah: money } = useSpeech();
  if (totals.length === 0) return null;
  const words = (field: string, figure: number) => (field === 'price' ? money(rupiah(figure)) : area(figure / 100));
  return (
    <div role="note">
      {totals.map(({ field, written, read: found }) => (
        <p key={field}>
          <strong>
            {t(`assets.kib.totals.${field}`, { written: words(field, written), read: words(field, found) })}
          </strong>
        </p>
      ))}
      <p className="quiet">{t('assets.kib.totalsTodo')}</p>
    </div>
  );
}

/** Until when it waits, and the way to end that. */
function CallingOff({ found, counts }: { found: KibImportShown; counts: KibCounts }) {
  const { t, number, moment } = useSpeech();
  return (
    <div>
      <ConfirmButton
        kind="quiet"
        verb={t('assets.kib.callOff')}
        consequence={t('assets.kib.callOffSure', { count: number(counts.rows) })}
        onConfirm={async () => {
          await send(callOffKibImportCall, { params: { id: found.id } });
          await refresh('assets');
        }}
      />
      {found.keptUntil && (
        <p className="quiet small">{t('assets.kib.keptUntil', { date: moment(instant(found.keptUntil)) })}</p>
      )}
    </div>
  );
}

function Taking({ found, counts }: { found: KibImportShown; counts: KibCounts }) {
  const { t, number } = useSpeech();
  const [withDoubtful, setWithDoubtful] = useState(false);
  const fresh = counts.new + (withDoubtful ? counts.doubtful : 0);
  return (
    <>
      {counts.doubtful > 0 && (
        <YesNoInput
          label={t('assets.kib.withDoubtful', { count: number(counts.doubtful) })}
          value={withDoubtful}
          onChange={(value) => setWithDoubtful(value ?? false)}
        />
      )}
      {fresh + counts.changed === 0 ? (
        <p className="quiet">{t('assets.kib.takeNothing')}</p>
      ) : (
        <p>
          <ConfirmButton
            kind="act"
            verb={t('assets.kib.take', { count: number(fresh + counts.changed) })}
            consequence={t('assets.kib.takeSure', {
              new: number(fresh),
              changed: number(counts.changed),
              wrong: number(counts.wrong),
            })}
            onConfirm={async () => {
              await send(takeKibImportCall, { params: { id: found.id }, body: { withDoubtful } });
              await refresh('assets', 'jobs');
            }}
          />
        </p>
      )}
    </>
  );
}

function ErrorSheet({ id, counts, withDoubtful }: { id: Id<'kib-import'>; counts: KibCounts; withDoubtful: boolean }) {
  const { t, number } = useSpeech();
  const taking = useMutation({
    mutationFn: () => download(kibErrorSheetCall, { params: { id } }),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  const count = counts.wrong + (withDoubtful ? 0 : counts.doubtful);
  if (count === 0) return null;
  return (
    <div>
      <Button icon={<IconDownload size={16} aria-hidden />} busy={taking.isPending} onClick={() => taking.mutate()}>
        {t('assets.kib.sheet', { count: number(count) })}
      </Button>
      <p className="quiet small">{t('assets.kib.sheetHint')}</p>
    </div>
  );
}

function refusedWords(
  { kind, missing = [], form = '' }: NonNullable<KibImportShown['refused']>,
  t: Speech['t'],
): string {
  return t(`assets.kib.fileProblems.${kind}`, {
    form,
    missing: missing.map((field) => t(`assets.kib.fields.${field}`)).join(', '),
  });
}

/** A failed run is noted with the name of the refusal that ended it. */
function failureWords(type: string, t: Speech['t']): string {
  const key = type.replace('/', '.refusals.');
  return t(hasWord(key) ? key : 'jobs.refusals.failed');
}
