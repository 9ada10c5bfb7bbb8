import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { importSnapshotCall } from '../../server/exchange/simkopdes.schema.ts';
import { fileKinds } from '../../server/exchange/simkopdes-figures.ts';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { useSpeech } from '../platform/i18n.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button, ButtonLink } from '../platform/ui/Button.tsx';
import { BusinessDateInput, FileInput, YesNoInput } from '../platform/ui/inputs.tsx';
import { Columns, Page, Section, Stack } from '../platform/ui/Page.tsx';
import { ProblemState } from '../platform/ui/States.tsx';
import { ImportReport } from './ImportReport.tsx';

type Report = ReplyOf<typeof importSnapshotCall>;

/** Three files and their day: first what they would change, then the change. Choosing anew means checking anew. */
export function ImportScreen() {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<Partial<Record<(typeof fileKinds)[number], File>>>({});
  const [asOf, setAsOf] = useState<BusinessDate>();
  const [isHistory, setHistory] = useState(false);
  const files = fileKinds.flatMap((kind) => chosen[kind] ?? []);
  const isReady = files.length === fileKinds.length && asOf !== undefined;

  const importing = useMutation<Report, Error, { day: BusinessDate; isDryRun: boolean }>({
    mutationFn: async ({ day, isDryRun }) => {
      const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
      return send(importSnapshotCall, { body: { asOf: day, files: texts, isDryRun, isHistory } });
    },
    onSuccess: async ({ outcome }) => {
      if (outcome === 'taken') await refresh('exchange', 'tasks', 'reporting');
    },
  });
  const report = importing.data;
  const maySend = isReady && report?.outcome === 'would-be-taken';
  const changed = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value);
      importing.reset();
    };
  };

  return (
    <Page title={t('exchange.import.title')} note={t('exchange.import.note')}>
      <Columns shape="narrow-wide">
        <Section title={t('exchange.import.files')}>
          <Stack>
            {fileKinds.map((kind) => (
              <FileInput
                key={kind}
                label={t(`exchange.files.${kind}`)}
                required
                accept=".csv,text/csv"
                value={chosen[kind]}
                onChange={changed((file) =>
                  setChosen(({ [kind]: _, ...others }) => (file ? { ...others, [kind]: file } : others)),
                )}
              />
            ))}
            <BusinessDateInput
              label={t('exchange.import.asOf')}
              help={t('exchange.import.asOfHelp')}
              required
              value={asOf}
              onChange={changed(setAsOf)}
            />
            <YesNoInput
              label={t('exchange.import.isHistory')}
              value={isHistory}
              onChange={changed((value) => setHistory(value ?? false))}
            />
            <p>
              <Button
                kind={maySend ? 'plain' : 'act'}
                disabled={!isReady}
                busy={importing.isPending}
                onClick={() => asOf && importing.mutate({ day: asOf, isDryRun: true })}
              >
                {t('exchange.import.check')}
              </Button>
            </p>
          </Stack>
        </Section>
        <Section title={t('exchange.import.report')}>
          {importing.error ? (
            <ProblemState problem={importing.error} />
          ) : report === undefined ? (
            <p className="quiet">{t('exchange.import.noReport')}</p>
          ) : (
            <Stack>
              <p role="status">{t(`exchange.outcomes.${report.outcome}`)}</p>
              {maySend ? (
                <p>
                  <Button
                    kind="act"
                    busy={importing.isPending}
                    onClick={() => asOf && importing.mutate({ day: asOf, isDryRun: false })}
                  >
                    {t('exchange.import.take')}
                  </Button>
                </p>
              ) : (
                <p>
                  <ButtonLink to="/simkopdes">{t('exchange.beside.title')}</ButtonLink>
                </p>
              )}
              <ImportReport report={report} />
            </Stack>
          )}
        </Section>
      </Columns>
    </Page>
  );
}
