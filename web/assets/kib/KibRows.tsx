import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type KibCounts, type KibRowShown, listKibRowsCall } from '../../../server/assets/kib/kib.schema.ts';
import { type BusinessDate, businessDate } from '../../../server/kernel/business-date.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { rupiah } from '../../../server/kernel/rupiah.ts';
import { hasWord, type Speech, useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { type Column, DataTable } from '../../platform/ui/DataTable.tsx';
import { type Tab, TabLinks } from '../../platform/ui/TabLinks.tsx';
import { kibTabs } from './kib-tabs.ts';

const route = getRouteApi('/signed-in/aset/impor');

/** After the taking only what stayed out is still kept. */
const keptTabs: readonly string[] = ['wrong', 'doubtful'];

interface RowsProps {
  readonly id: Id<'kib-import'>;
  readonly counts: KibCounts;
  readonly isTaken: boolean;
}

/** The rows behind each figure, as they stand in the file, with what is wrong or different about them. */
export function KibRows({ id, counts, isTaken }: RowsProps) {
  const { t, number } = useSpeech();
  const search = route.useSearch();
  const open = kibTabs.filter((tab) => counts[tab] > 0 && (!isTaken || keptTabs.includes(tab)));
  const which = search.tab !== undefined && open.includes(search.tab) ? search.tab : open[0];
  const tabs: Tab[] = open.map((tab) => ({
    value: tab,
    label: `${t(`assets.kib.outcomes.${tab}`)} (${number(counts[tab])})`,
  }));
  const outcomes = <Outcomes counts={counts} />;
  if (which === undefined)
    return (
      <div>
        {outcomes}
        {isTaken && <p className="quiet">{t('assets.kib.allIn')}</p>}
      </div>
    );
  return (
    <div>
      {outcomes}
      <TabLinks label={t('assets.kib.report')} tabs={tabs} />
      <p className="quiet">{t(`assets.kib.about.${which}`)}</p>
      <Rows id={id} which={which} total={counts[which]} after={search.after} />
    </div>
  );
}

/** What the file came to, zeros too: after the taking the rows that went well are kept as assets only. */
function Outcomes({ counts }: { counts: KibCounts }) {
  const { t, number } = useSpeech();
  const told = (['new', 'changed', 'unchanged', 'wrong', 'doubtful'] as const).map(
    (outcome) => `${t(`assets.kib.outcomes.${outcome}`)} ${number(counts[outcome])}`,
  );
  return <p>{told.join(' · ')}</p>;
}

interface PageProps {
  readonly id: Id<'kib-import'>;
  readonly which: (typeof kibTabs)[number];
  readonly total: number;
  readonly after: string | undefined;
}

function Rows({ id, which, total, after }: PageProps) {
  const { t } = useSpeech();
  const rows = useQuery({
    ...read(listKibRowsCall, { params: { id }, query: { which, ...(after && { after }) } }),
    placeholderData: keepPreviousData,
    select: (page) => ({ ...page, total }),
  });
  return (
    <DataTable
      caption={t(`assets.kib.outcomes.${which}`)}
      query={rows}
      columns={useColumns()}
      rowKey={(row) => String(row.line)}
      empty={<p className="quiet">{t('assets.kib.rows.none')}</p>}
    />
  );
}

function useColumns(): Column<KibRowShown>[] {
  const speech = useSpeech();
  const { t, number } = speech;
  return [
    {
      id: 'line',
      head: t('assets.kib.rows.line'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ line }) => number(line),
    },
    {
      id: 'name',
      head: t('assets.kib.rows.name'),
      onPhone: 'headline',
      cell: ({ name, assetId }) =>
        assetId === null ? (
          (name ?? '–')
        ) : (
          <Link to="/aset/$id" params={{ id: assetId }}>
            {name ?? '–'}
          </Link>
        ),
    },
    {
      id: 'code',
      head: t('assets.kib.rows.code'),
      cell: ({ assetCode, register }) => `${assetCode ?? '–'} / ${register ?? '–'}`,
    },
    {
      id: 'what',
      head: t('assets.kib.rows.what'),
      cell: ({ problems, changes }) => (
        <>
          {problems.map((problem) => (
            <div key={`${problem.kind} ${problem.column ?? ''}`}>{problemWords(problem, t)}</div>
          ))}
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              {t('assets.kib.change', {
                field: t(`assets.kib.legal.${field}`),
                before: valueWords(field, before, speech),
                after: valueWords(field, after, speech),
              })}
            </div>
          ))}
        </>
      ),
    },
  ];
}

function problemWords(
  { kind, field, column, value = '', other = '' }: KibRowShown['problems'][number],
  t: Speech['t'],
): string {
  const problem = t(`assets.kib.problems.${kind}`, {
    field: field === undefined ? '' : t(`assets.kib.fields.${field}`),
    value,
    other,
  });
  return column === undefined ? problem : t('assets.kib.at', { column, problem });
}

function valueWords(field: string, value: unknown, { t, area, rupiah: money, date }: Speech): string {
  if (value === null || value === undefined) return t('assets.kib.empty');
  if (typeof value === 'boolean') return t(value ? 'assets.kib.yes' : 'assets.kib.no');
  if (field.endsWith('AreaDm2')) return area(Number(value) / 100);
  if (field === 'priceIdr') return money(rupiah(Number(value)));
  if (field.endsWith('Date')) return date(dayIn(value));
  const condition = `assets.kib.conditions.${String(value)}`;
  return field === 'registerCondition' && hasWord(condition) ? t(condition) : String(value);
}

const dayIn = (value: unknown): BusinessDate => businessDate(String(value));
