import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Id } from '../../server/kernel/ids.ts';
import { type JournalListed, listJournalsCall } from '../../server/ledger/journal.schema.ts';
import {
  approveJournalCall,
  draftJournalCall,
  listManualsCall,
  type ManualShown,
  refuseJournalCall,
  withdrawJournalCall,
} from '../../server/ledger/manual/manual.schema.ts';
import { manualStates } from '../../server/ledger/manual/manual.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DayRange } from '../platform/ui/DayRange.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TabLinks } from '../platform/ui/TabLinks.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { LinesInput } from './LinesInput.tsx';
import { OfBook } from './OfBook.tsx';
import { BookChoice } from './statements/book-choice.tsx';

const route = getRouteApi('/signed-in/buku/jurnal');

/** The journal book of a cooperative, and the journals by hand that wait for a second person. */
export function JournalsScreen() {
  const { t } = useSpeech();
  const { cooperativeId, tab = 'journals' } = route.useSearch();
  return (
    <OfBook title={t('ledger.journals.title')} chosen={cooperativeId}>
      {(id, name) => (
        <Page
          title={t('ledger.journals.title')}
          note={name}
          actions={
            <>
              <BookChoice chosen={id} />
              {tab === 'journals' && <DayRange />}
              {may('book.post') && <DraftButton id={id} />}
            </>
          }
        >
          <TabLinks
            label={t('ledger.journals.parts')}
            tabs={(['journals', 'drafts'] as const).map((value) => ({
              value,
              label: t(`ledger.journals.tab.${value}`),
            }))}
          />
          {tab === 'journals' ? <Journals id={id} /> : <Drafts id={id} />}
        </Page>
      )}
    </OfBook>
  );
}

function DraftButton({ id }: { id: Id<'cooperative'> }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      call={draftJournalCall}
      kind="act"
      verb={t('ledger.journals.draft')}
      start={{ cooperativeId: id }}
      ask={['occurredOn', 'description', 'evidence', 'lines']}
      inputs={{
        lines: (props) => <LinesInput {...props} key="lines" cooperativeId={id} />,
      }}
      refusedAt={{
        'ledger/in-future': '/occurredOn',
        'ledger/before-book': '/occurredOn',
        'ledger/unbalanced': '/lines',
        'ledger/empty-line': '/lines',
        'ledger/kept-by-stock': '/lines',
        'ledger/unknown-account': '/lines',
      }}
    />
  );
}

function Journals({ id: cooperativeId }: { id: Id<'cooperative'> }) {
  const { t, rupiah, date, number } = useSpeech();
  const { from, to, after, late } = route.useSearch();
  const asked = {
    ...(from && { from }),
    ...(to && { to }),
    ...(after && { after }),
    ...(late !== undefined && { late }),
  };
  const query = useQuery({
    ...read(listJournalsCall, { params: { cooperativeId }, query: asked }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<JournalListed>[] = [
    {
      id: 'what',
      head: t('ledger.journals.description'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          <Link to="/buku/jurnal/$id" params={{ id: row.id }}>
            {number(row.number)} · {row.description}
          </Link>{' '}
          {row.sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'posted', head: t('ledger.journals.postedOn'), cell: (row) => date(row.postedOn) },
    { id: 'evidence', head: t('ledger.journals.evidence'), cell: (row) => row.evidence ?? '–', onPhone: 'left-out' },
    { id: 'remark', head: t('ledger.journals.remark'), cell: (row) => <Remark row={row} /> },
    {
      id: 'amount',
      head: t('ledger.journals.amount'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => rupiah(row.amountIdr),
    },
  ];
  return (
    <DataTable
      caption={t('ledger.journals.tab.journals')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={<TableTools call={listJournalsCall} params={{ cooperativeId }} total={query.data?.total} filters={[]} />}
      empty={<EmptyState title={t('ledger.journals.none')}>{t('ledger.journals.noneTodo')}</EmptyState>}
    />
  );
}

/** What is unlike other journals about this one. */
function Remark({ row }: { row: JournalListed }) {
  const { t, date, number } = useSpeech();
  const said = [
    row.isLate && t('ledger.journals.late', { on: date(row.occurredOn) }),
    row.reverses !== null && t('ledger.journals.reverses', { number: number(row.reverses) }),
    row.reversedBy !== null && t('ledger.journals.reversedBy', { number: number(row.reversedBy) }),
  ].filter((each) => each !== false);
  return said.length === 0 ? '–' : said.join(' · ');
}

function Drafts({ id: cooperativeId }: { id: Id<'cooperative'> }) {
  const { t, rupiah, date, number } = useSpeech();
  const { state, after } = route.useSearch();
  const asked = { cooperativeId, ...(state && { state }), ...(after && { after }) };
  const query = useQuery({ ...read(listManualsCall, { query: asked }), placeholderData: keepPreviousData });
  const columns: Column<ManualShown>[] = [
    {
      id: 'what',
      head: t('ledger.journals.description'),
      onPhone: 'headline',
      cell: (row) => (
        <>
          {row.description} {row.sample && <SampleBadge />}
          <br />
          <small>{row.lines.map((line) => `${line.accountName} ${rupiah(line.amountIdr)}`).join(' · ')}</small>
        </>
      ),
    },
    { id: 'on', head: t('ledger.journals.occurredOn'), cell: (row) => date(row.occurredOn) },
    {
      id: 'amount',
      head: t('ledger.journals.amount'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => rupiah(row.amountIdr),
    },
    {
      id: 'state',
      head: t('ledger.journals.state'),
      cell: (row) => (
        <>
          {t(`ledger.journals.states.${row.state}`)}
          {row.number !== null && ` · ${t('ledger.journals.becameNumber', { number: number(row.number) })}`}
          {row.reason !== null && ` · ${row.reason}`} <RecordedNote role={row.draftedRole} onBehalf={row.onBehalf} />
        </>
      ),
    },
    {
      id: 'answer',
      head: t('ledger.journals.answer'),
      align: 'end',
      onPhone: 'action',
      cell: (row) => <Answers row={row} />,
    },
  ];
  return (
    <DataTable
      caption={t('ledger.journals.tab.drafts')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      tools={
        <TableTools
          call={listManualsCall}
          total={query.data?.total}
          filters={[
            useCooperativeFilter(),
            {
              name: 'state',
              label: t('ledger.journals.everyState'),
              choices: manualStates.map((value) => ({ value, label: t(`ledger.journals.states.${value}`) })),
            },
          ]}
        />
      }
      empty={<EmptyState title={t('ledger.journals.noDrafts')}>{t('ledger.journals.noDraftsTodo')}</EmptyState>}
    />
  );
}

function Answers({ row }: { row: ManualShown }) {
  const { t } = useSpeech();
  const params = { id: row.id };
  const then = async (done: Promise<unknown>) => {
    await done;
    await refresh('ledger');
  };
  return row.answers.map((answer) =>
    answer === 'refused' ? (
      <RecordButton
        key={answer}
        call={refuseJournalCall}
        kind="quiet"
        verb={t('ledger.journals.refuse')}
        params={params}
      />
    ) : (
      <ConfirmButton
        key={answer}
        kind={answer === 'approved' ? 'act' : 'quiet'}
        verb={t(`ledger.journals.${answer === 'approved' ? 'approve' : 'withdraw'}`)}
        consequence={t(`ledger.journals.${answer === 'approved' ? 'approveMeans' : 'withdrawMeans'}`)}
        onConfirm={() =>
          then(answer === 'approved' ? send(approveJournalCall, { params }) : send(withdrawJournalCall, { params }))
        }
      />
    ),
  );
}
