import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { CooperativeRow } from '../../server/cooperatives/cooperative.schema.ts';
import { type Beside, listBesideCall } from '../../server/exchange/simkopdes.schema.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { allCooperatives } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SourceNote, StageBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { findingWords, type NameOf } from './finding-words.ts';
import { LandStatuses } from './LandStatuses.tsx';
import { useNameOf } from './use-name-of.ts';

type Row = CooperativeRow & { readonly beside: Beside | undefined };

/** What SIMKOPDES says of each cooperative, beside what we hold; neither overwrites the other. */
export function BesideScreen() {
  const speech = useSpeech();
  const { t } = speech;
  const { asOf, landStatus } = useSearch({ from: '/signed-in/simkopdes' });
  const query = asOf === undefined ? {} : { asOf };
  const { data: cooperatives = [] } = useQuery(allCooperatives);
  const nameOf = useNameOf();
  const beside = useQuery(read(listBesideCall, { query }));
  const table = useQuery({
    ...read(listBesideCall, { query }),
    select: ({ source, rows }) => {
      const byId = new Map(rows.map((row) => [row.cooperativeId, row]));
      const joined = cooperatives.map((row) => ({ ...row, beside: byId.get(row.id) }));
      const shown = source === null ? [] : joined.filter((row) => fits(row, landStatus, t));
      return { rows: shown, next: null, total: shown.length };
    },
  });
  const source = beside.data?.source;
  return (
    <Page
      title={t('exchange.beside.title')}
      note={source ? <SourceNote source={{ name: source.name, date: source.asOf, sample: false }} /> : undefined}
      actions={
        <>
          <AsOf />
          {may('snapshot.import') && <ButtonLink to="/simkopdes/impor">{t('exchange.import.title')}</ButtonLink>}
        </>
      }
    >
      {source && <LandStatuses query={query} />}
      <Loaded query={beside}>
        {({ cityFindings }) =>
          cityFindings.map((finding) => <p key={finding.kind}>{findingWords(finding, speech, nameOf)}</p>)
        }
      </Loaded>
      <DataTable
        caption={t('exchange.beside.title')}
        query={table}
        columns={columns(speech, nameOf)}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('exchange.beside.none')}>{t('exchange.beside.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function fits({ beside }: Row, landStatus: string | undefined, t: Speech['t']): boolean {
  if (landStatus === undefined) return true;
  return beside !== undefined && (beside.landStatus ?? t('exchange.noLand')) === landStatus;
}

function columns(speech: Speech, nameOf: NameOf): Column<Row>[] {
  const { t, rupiah: money } = speech;
  const amount = ({ beside }: Row, name: Beside['figures'][number]['name']) => {
    const figure = beside?.figures.find((each) => each.name === name);
    return figure === undefined ? t('exchange.notReported') : money(rupiah(figure.value));
  };
  return [
    {
      id: 'name',
      head: t('exchange.beside.cooperative'),
      onPhone: 'headline',
      cell: ({ id, name }) => (
        <Link to="/koperasi/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { id: 'ours', head: t('exchange.beside.ours'), cell: (row) => <StageBadge stage={row.facility} /> },
    {
      id: 'land',
      head: t('exchange.figures.land_status'),
      cell: ({ beside }) => beside?.landStatus ?? t('exchange.noLand'),
    },
    {
      id: 'sales',
      head: t('exchange.figures.transaction_value'),
      align: 'end',
      cell: (row) => amount(row, 'transaction_value'),
    },
    {
      id: 'savings',
      head: t('exchange.figures.savings_total_amount'),
      align: 'end',
      cell: (row) => amount(row, 'savings_total_amount'),
    },
    {
      id: 'findings',
      head: t('exchange.beside.findings'),
      cell: ({ beside }) =>
        beside?.findings.map((finding) => (
          <p key={`${finding.kind} ${finding.data.figure}`} className="small">
            {findingWords(finding, speech, nameOf)}
          </p>
        )),
    },
  ];
}
