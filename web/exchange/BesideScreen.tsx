import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type BesideRow, listBesideCall, noLand } from '../../server/exchange/simkopdes.schema.ts';
import { landStatuses } from '../../server/exchange/simkopdes-figures.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import { findingWords, type NameOf } from '../platform/finding-words.ts';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { SourceNote, StageBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { useNameOf } from '../platform/use-name-of.ts';
import { LandStatuses } from './LandStatuses.tsx';

/** What SIMKOPDES says of each cooperative, beside what we hold; neither overwrites the other. */
export function BesideScreen() {
  const speech = useSpeech();
  const { t } = speech;
  const query = useSearch({ from: '/signed-in/simkopdes' });
  const { asOf } = query;
  const nameOf = useNameOf();
  const beside = useQuery({ ...read(listBesideCall, { query }), placeholderData: keepPreviousData });
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
      {source && <LandStatuses query={asOf === undefined ? {} : { asOf }} />}
      {beside.data?.cityFindings.map((finding) => (
        <p key={finding.kind}>{findingWords(finding, speech, nameOf)}</p>
      ))}
      <DataTable
        caption={t('exchange.beside.title')}
        query={beside}
        columns={columns(speech, nameOf)}
        rowKey={(row) => row.cooperativeId}
        tools={
          <TableTools
            call={listBesideCall}
            total={beside.data?.total}
            filters={[
              {
                name: 'landStatus',
                label: t('exchange.everyLandStatus'),
                choices: [
                  ...landStatuses.map((value) => ({ value, label: value })),
                  { value: noLand, label: t('exchange.noLand') },
                ],
              },
            ]}
          />
        }
        empty={<EmptyState title={t('exchange.beside.none')}>{t('exchange.beside.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function columns(speech: Speech, nameOf: NameOf): Column<BesideRow>[] {
  const { t, rupiah: money } = speech;
  const amount = ({ figures }: BesideRow, name: 'transaction_value' | 'savings_total_amount') => {
    const value = figures[name];
    return value === undefined ? (
      <span className="quiet nowrap">{t('exchange.notReported')}</span>
    ) : (
      money(rupiah(value))
    );
  };
  return [
    {
      id: 'name',
      head: t('exchange.beside.cooperative'),
      onPhone: 'headline',
      cell: ({ cooperativeId, name }) => (
        <Link to="/koperasi/$id" params={{ id: cooperativeId }} search={{ tab: 'beside' }}>
          <CooperativeName name={name} />
        </Link>
      ),
    },
    { id: 'ours', head: t('exchange.beside.ours'), cell: (row) => <StageBadge stage={row.facility} /> },
    {
      id: 'land',
      head: t('exchange.figures.land_status'),
      onPhone: 'labelled',
      cell: (row) =>
        differs(row) ? (
          <strong>{row.landStatus ?? t('exchange.noLand')}</strong>
        ) : (
          (row.landStatus ?? t('exchange.noLand'))
        ),
    },
    {
      id: 'sales',
      head: t('exchange.figures.transaction_value'),
      onPhone: 'labelled',
      align: 'end',
      cell: (row) => amount(row, 'transaction_value'),
    },
    {
      id: 'savings',
      head: t('exchange.figures.savings_total_amount'),
      onPhone: 'labelled',
      align: 'end',
      cell: (row) => amount(row, 'savings_total_amount'),
    },
    {
      id: 'findings',
      head: t('exchange.beside.findings'),
      cell: ({ findings }) =>
        findings.map((finding) => (
          <p key={`${finding.kind} ${finding.data.figure}`} className="small">
            {findingWords(finding, speech, nameOf)}
          </p>
        )),
    },
  ];
}

/** Theirs and ours do not go together: somebody has a task. */
function differs({ findings }: BesideRow): boolean {
  return findings.some(({ kind }) => kind === 'facility-differs');
}
