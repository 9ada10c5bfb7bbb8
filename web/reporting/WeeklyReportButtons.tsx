import { useMutation } from '@tanstack/react-query';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { weeklyPdfCall, weeklyXlsxCall } from '../../server/reporting/weekly-report/weekly-report.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { download } from '../platform/send.ts';
import { Button, ButtonLink } from '../platform/ui/Button.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { wordsFor } from '../platform/ui/States.tsx';

/** The report to the mayor of the week up to the day shown, in one click. */
export function WeeklyReportButtons({ asOf }: { asOf: BusinessDate | undefined }) {
  const { t } = useSpeech();
  const query = asOf === undefined ? {} : { asOf };
  const making = useMutation({
    mutationFn: (call: typeof weeklyPdfCall | typeof weeklyXlsxCall) => download(call, { query }),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <>
      <Button onClick={() => making.mutate(weeklyPdfCall)} disabled={making.isPending}>
        {t('reporting.weekly.pdf')}
      </Button>
      <Button kind="quiet" onClick={() => making.mutate(weeklyXlsxCall)} disabled={making.isPending}>
        {t('reporting.weekly.xlsx')}
      </Button>
      <ButtonLink to="/laporan" kind="quiet">
        {t('reporting.weekly.earlier')}
      </ButtonLink>
    </>
  );
}
