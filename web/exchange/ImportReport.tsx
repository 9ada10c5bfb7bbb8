import { useQuery } from '@tanstack/react-query';
import type { importSnapshotCall } from '../../server/exchange/simkopdes.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { allCooperatives } from '../platform/cooperatives.ts';
import { findingWords, readingWords } from '../platform/finding-words.ts';
import { useSpeech } from '../platform/i18n.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { Loading } from '../platform/ui/States.tsx';
import { useNameOf } from '../platform/use-name-of.ts';

/** What an import did or would do: the counts, then everything a person should look at. */
export function ImportReport({ report }: { report: ReplyOf<typeof importSnapshotCall> }) {
  const speech = useSpeech();
  const { t, date, number } = speech;
  const nameOf = useNameOf();
  const areNamesKnown = useQuery(allCooperatives).isSuccess;
  const line = (at: { file: string; line: number }) => t('exchange.line', { file: at.file, line: number(at.line) });
  // The first snapshot ever held changes everything, which says nothing.
  const changes = report.previousAsOf === undefined ? [] : report.changes;
  const lists = [
    {
      title: t('exchange.report.problems'),
      lines: report.problems.map((each) => ({
        label: line(each),
        value: [t(`exchange.problems.${each.problem}`), each.column, each.value, t(`exchange.leftOut.${each.leftOut}`)]
          .filter((part) => part !== undefined)
          .join(' · '),
      })),
    },
    {
      title: t('exchange.report.loose'),
      lines: report.loose.map((each) => ({
        label: line(each),
        value: `${each.name}: ${t(`exchange.why.${each.why}`)}`,
      })),
    },
    {
      title: t('exchange.report.findings'),
      lines: report.findings.map((finding) => ({
        label: finding.cooperativeId === null ? t('exchange.wholeCity') : nameOf(finding.cooperativeId),
        value: findingWords(finding, speech, nameOf),
      })),
    },
    {
      title: t('exchange.report.changes'),
      lines: changes.map((change) => ({
        label: nameOf(change.cooperativeId),
        value: t('exchange.change', {
          figure: t(`exchange.figures.${change.figure}`),
          from: readingWords(change.figure, change.from, speech),
          to: readingWords(change.figure, change.to, speech),
        }),
      })),
    },
    {
      title: t('exchange.report.tasks'),
      lines: report.tasksFor.map((id) => ({ label: nameOf(id), value: t('exchange.taskOpened') })),
    },
  ];
  if (!areNamesKnown) return <Loading />;
  return (
    <>
      <Facts
        items={[
          { label: t('exchange.import.asOf'), value: date(report.asOf) },
          ...report.files.map((file) => ({
            label: t(`exchange.files.${file.kind}`),
            value: t('exchange.fileRows', { name: file.name, rows: number(file.rows) }),
          })),
          { label: t('exchange.report.matched'), value: number(report.matched) },
          { label: t('exchange.report.otherRows'), value: number(report.otherRows) },
          ...lists.map(({ title, lines }) => ({ label: title, value: number(lines.length) })),
        ]}
      />
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <Section key={title} title={title}>
            <Facts items={gathered(lines)} />
          </Section>
        ))}
    </>
  );
}

/** One fact a label, with all that is said under it. */
function gathered(lines: readonly { label: string; value: string }[]) {
  return [...Map.groupBy(lines, ({ label }) => label)].map(([label, own]) => ({
    label,
    value: own.map(({ value }) => <p key={value}>{value}</p>),
  }));
}
