import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  type IdleGroup,
  type IdleRow,
  type IdleSums,
  idleGroups,
  idleSummaryCall,
  listIdleCall,
} from '../../server/assets/idle.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../platform/ui/Page.tsx';
import { Sideways } from '../platform/ui/Sideways.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import css from './IdleScreen.module.css';

const route = getRouteApi('/signed-in/aset/menganggur');

/** What the city has and does not use, whose use ends, and what was promised and then withdrawn: with sums that say what is unknown. */
export function IdleScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const { group = 'idle' } = query;
  const summary = useQuery({ ...read(idleSummaryCall, { query: { group } }), placeholderData: keepPreviousData });
  const list = useQuery({ ...read(listIdleCall, { query }), placeholderData: keepPreviousData });
  const districts = (summary.data?.districts ?? []).flatMap(({ code, name }) =>
    code !== null && name !== null ? [{ value: code, label: name }] : [],
  );
  return (
    <Page title={t('assets.idle.title')} note={t('assets.idle.note')}>
      <Stack>
        <nav className={css.groups} aria-label={t('assets.idle.groups')}>
          {idleGroups.map((value) => (
            <Link
              key={value}
              to="/aset/menganggur"
              search={value === 'idle' ? {} : { group: value }}
              aria-current={value === group ? 'page' : undefined}
            >
              {t(`assets.idle.group.${value}`)}
            </Link>
          ))}
        </nav>
        {!list.error && (
          <Section title={t('assets.idle.sums')}>
            <Loaded query={summary}>{(data) => <Sums whole={data.whole} districts={data.districts} />}</Loaded>
          </Section>
        )}
        <DataTable
          caption={t(`assets.idle.group.${group}`)}
          query={list}
          columns={useColumns(group)}
          rowKey={(row) => row.id}
          tools={
            <TableTools
              call={listIdleCall}
              total={list.data?.total}
              filters={[{ name: 'district', label: t('assets.filter.district'), choices: districts }]}
            />
          }
          empty={<EmptyState title={t(`assets.idle.none.${group}`)}>{t('assets.idle.noneTodo')}</EmptyState>}
        />
      </Stack>
    </Page>
  );
}

interface Line {
  readonly code: string | null;
  readonly name: string | null;
  readonly sums: IdleSums;
}

function Sums({ whole, districts }: { whole: IdleSums; districts: readonly Line[] }) {
  const { t } = useSpeech();
  const heads = ['district', 'count', 'area', 'price', 'rent', 'upkeep'] as const;
  return (
    <Sideways label={t('assets.idle.table')}>
      <table className={css.sums}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`assets.idle.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {districts.map(({ code, name, sums }) => (
            <SumRow
              key={code ?? 'none'}
              name={name ?? t('assets.list.unplaced')}
              sums={sums}
              {...(code !== null && { district: code })}
            />
          ))}
        </tbody>
        <tfoot>
          <SumRow name={t('assets.idle.whole')} sums={whole} />
        </tfoot>
      </table>
    </Sideways>
  );
}

/** The sums of a district open its rows below. */
function SumRow({ name, sums, district }: { name: string; sums: IdleSums; district?: string }) {
  const { t, number, area, rupiah } = useSpeech();
  const { group } = route.useSearch();
  const unknown = (count: number) =>
    count > 0 && <small className="quiet">{t('assets.idle.unknown', { count, shown: number(count) })}</small>;
  const sum = ({ knownIdr, unknown: count }: IdleSums['price']) => (
    <td>
      {count === sums.count && count > 0 ? '–' : rupiah(knownIdr)} {unknown(count)}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {district === undefined ? (
          name
        ) : (
          <Link to="/aset/menganggur" search={{ ...(group && { group }), district }} resetScroll={false}>
            {name}
          </Link>
        )}{' '}
        {sums.samples > 0 && <SampleBadge />}
      </th>
      <td>{number(sums.count)}</td>
      <td>
        {area(sums.areaM2)} {unknown(sums.areaUnknown)}
      </td>
      {sum(sums.price)}
      {sum(sums.fairRentYear)}
      {sum(sums.upkeepYear)}
    </tr>
  );
}

function useColumns(group: IdleGroup): Column<IdleRow>[] {
  const { t, area, date, rupiah } = useSpeech();
  const amount = (value: IdleRow['priceIdr']) => (value === null ? '–' : rupiah(value));
  const ofGroup: Readonly<Record<IdleGroup, Column<IdleRow>[]>> = {
    idle: [],
    term_ending: [
      { id: 'user', head: t('assets.fields.currentUserName'), cell: (row) => row.currentUserName ?? '–' },
      {
        id: 'until',
        head: t('assets.fields.usedUntil'),
        onPhone: 'labelled',
        cell: (row) => (row.usedUntil ? date(row.usedUntil) : '–'),
      },
    ],
    withdrawn_promised: [
      { id: 'user', head: t('assets.idle.promisedTo'), cell: (row) => row.currentUserName ?? '–' },
      {
        id: 'withdrawn',
        head: t('assets.idle.withdrawnOn'),
        onPhone: 'labelled',
        cell: (row) =>
          [row.withdrawnOn && date(row.withdrawnOn), row.withdrawnReason].filter((part) => part).join(' · '),
      },
    ],
  };
  return [
    {
      id: 'name',
      head: t('assets.fields.name'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/aset/$id" params={{ id: row.id }}>
            {row.name}
          </Link>{' '}
          {row.source.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'village', head: t('assets.fields.village'), cell: (row) => row.village ?? t('assets.list.unplaced') },
    {
      id: 'area',
      head: t('assets.fields.area'),
      align: 'end',
      cell: (row) => (row.areaM2 === null ? '–' : area(row.areaM2)),
    },
    ...ofGroup[group],
    { id: 'price', head: t('assets.fields.priceIdr'), align: 'end', cell: (row) => amount(row.priceIdr) },
    {
      id: 'rent',
      head: t('assets.idle.head.rent'),
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => amount(row.fairRentYearIdr),
    },
    {
      id: 'upkeep',
      head: t('assets.idle.head.upkeep'),
      align: 'end',
      onPhone: 'left-out',
      cell: (row) => amount(row.upkeepYearIdr),
    },
  ];
}
