import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId } from 'react';
import { addDays, parseBusinessDate } from '../../../server/kernel/business-date.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { nextMonth } from '../../../server/ledger/statements/period.ts';
import {
  accountBookCall,
  accountBookPdfCall,
  accountBookYearCall,
  type BookLineShown,
  listBookAccountsCall,
} from '../../../server/ledger/statements/statement.schema.ts';
import { type Speech, useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { download } from '../../platform/send.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { type Column, DataTable, useTableSearch } from '../../platform/ui/DataTable.tsx';
import { SampleBadge } from '../../platform/ui/marks.tsx';
import { notify } from '../../platform/ui/notices.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { EmptyState, Loaded, wordsFor } from '../../platform/ui/States.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';
import { BookChoice, useChosenBook } from './book-choice.tsx';
import css from './statements.module.css';

const route = getRouteApi('/signed-in/buku/kas');

/** Buku Kas and Buku Bank as they are kept by hand, a month at a time; of any other account the same. */
export function AccountBookScreen() {
  const { t } = useSpeech();
  const { books, id } = useChosenBook(route.useSearch().cooperativeId);
  if (id !== undefined) return <OneBook cooperativeId={id} />;
  return (
    <Page title={t('ledger.book.title')} actions={<BookChoice chosen={undefined} />}>
      <Loaded query={books}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('ledger.city.none')}>{t('ledger.city.noneTodo')}</EmptyState>
          ) : (
            <EmptyState title={t('ledger.statements.choose')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function OneBook({ cooperativeId }: { cooperativeId: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const { cooperativeId: _chosen, ...query } = route.useSearch();
  const params = { cooperativeId };
  const book = useQuery({ ...read(accountBookCall, { params, query }), placeholderData: keepPreviousData });
  const { data } = book;
  const account = data?.account;
  return (
    <Page
      title={titleOf(account, t)}
      note={
        data && (
          <>
            {data.cooperative.name} · {date(data.from)} – {date(data.to)} {data.sample && <SampleBadge />}
          </>
        )
      }
      actions={
        <>
          <BookChoice chosen={cooperativeId} />
          <AccountChoice cooperativeId={cooperativeId} chosen={account?.code} />
          <Month from={data?.from} />
        </>
      }
    >
      <DataTable
        caption={titleOf(account, t)}
        query={book}
        columns={useColumns()}
        rowKey={(row) => `${row.no ?? 'before'} ${row.journal?.id ?? ''}`}
        tools={
          <div className={css.tools}>
            <Files cooperativeId={cooperativeId} year={data?.from.slice(0, 4)} />
            <TableTools call={accountBookCall} params={params} total={data?.total} />
          </div>
        }
        empty={<EmptyState title={t('ledger.book.none')}>{t('ledger.book.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function titleOf(account: { code: string; name: string; holds: string | null } | undefined, t: Speech['t']): string {
  if (account === undefined) return t('ledger.book.title');
  const { code, name, holds } = account;
  return holds === null ? t('ledger.book.ofAccount', { code, name }) : t('ledger.book.ofMoney', { name });
}

function AccountChoice({ cooperativeId, chosen }: { cooperativeId: Id<'cooperative'>; chosen: string | undefined }) {
  const { t } = useSpeech();
  const id = useId();
  const { change } = useTableSearch();
  const accounts = useQuery(read(listBookAccountsCall, { params: { cooperativeId } })).data?.rows ?? [];
  const group = (label: string, own: typeof accounts) => (
    <optgroup label={label}>
      {own.map(({ code, name }) => (
        <option key={code} value={code}>
          {code} {name}
        </option>
      ))}
    </optgroup>
  );
  return (
    <span className={css.choice} data-no-print>
      <label htmlFor={id} className="visually-hidden">
        {t('ledger.book.account')}
      </label>
      <select id={id} value={chosen ?? ''} onChange={({ target }) => change({ code: target.value })}>
        {group(
          t('ledger.book.money'),
          accounts.filter(({ holds }) => holds !== null),
        )}
        {group(
          t('ledger.book.others'),
          accounts.filter(({ holds }) => holds === null),
        )}
      </select>
    </span>
  );
}

/** The month a book is read of; its first and last day go into the URL. */
function Month({ from }: { from: string | undefined }) {
  const { t } = useSpeech();
  const id = useId();
  const { change } = useTableSearch();
  return (
    <span className={css.choice} data-no-print>
      <label htmlFor={id} className="visually-hidden">
        {t('ledger.book.month')}
      </label>
      <input
        id={id}
        type="month"
        value={from?.slice(0, 7) ?? ''}
        onChange={({ target }) => {
          const first = parseBusinessDate(`${target.value}-01`);
          if (first !== undefined) change({ from: first, to: addDays(nextMonth(first), -1) });
        }}
      />
    </span>
  );
}

function Files({ cooperativeId, year }: { cooperativeId: Id<'cooperative'>; year: string | undefined }) {
  const { t } = useSpeech();
  const { code, from, to } = route.useSearch();
  const params = { cooperativeId };
  const account = { ...(code && { code }) };
  const takes = {
    pdf: () =>
      download(accountBookPdfCall, { params, query: { ...account, ...(from && { from }), ...(to && { to }) } }),
    year: () => download(accountBookYearCall, { params, query: { ...account, ...(year && { year: Number(year) }) } }),
  };
  const taking = useMutation({
    mutationFn: (kind: keyof typeof takes) => takes[kind](),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <div className={css.files} data-no-print>
      {(['pdf', 'year'] as const).map((kind) => (
        <Button key={kind} kind="quiet" disabled={taking.isPending} onClick={() => taking.mutate(kind)}>
          {t(`ledger.book.file.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

/** As on paper, in its order: No, Tanggal, Uraian, Bukti, Debet, Kredit, Saldo, Keterangan. */
function useColumns(): Column<BookLineShown>[] {
  const { t, date, number } = useSpeech();
  const amount = (value: number | null) => value !== null && number(value);
  return [
    { id: 'no', head: t('ledger.book.no'), align: 'end', onPhone: 'left-out', cell: ({ no }) => no },
    { id: 'on', head: t('ledger.book.on'), cell: ({ on }) => date(on) },
    {
      id: 'description',
      head: t('ledger.book.description'),
      onPhone: 'headline',
      cell: ({ journal, description, on }) => {
        if (journal !== null)
          return (
            <Link to="/buku/jurnal/$id" params={{ id: journal.id }}>
              {description}
            </Link>
          );
        return t(on.endsWith('-01') ? 'ledger.book.before' : 'ledger.book.beforeOther');
      },
    },
    { id: 'evidence', head: t('ledger.book.evidence'), cell: ({ evidence }) => evidence },
    {
      id: 'debit',
      head: t('ledger.book.debit'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ debitIdr }) => amount(debitIdr),
    },
    {
      id: 'credit',
      head: t('ledger.book.credit'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ creditIdr }) => amount(creditIdr),
    },
    {
      id: 'balance',
      head: t('ledger.book.balance'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ balanceIdr }) => number(balanceIdr),
    },
    { id: 'remark', head: t('ledger.book.remark'), cell: ({ journal }) => journal && <Remark journal={journal} /> },
  ];
}

function Remark({ journal }: { journal: NonNullable<BookLineShown['journal']> }) {
  const { t, date } = useSpeech();
  const { isLate, occurredOn, reverses, reversedBy, sample } = journal;
  const said = [
    isLate && t('ledger.book.late', { day: date(occurredOn) }),
    reverses !== null && t('ledger.book.reverses', { number: reverses }),
    reversedBy !== null && t('ledger.book.reversedBy', { number: reversedBy }),
  ].filter((each) => each !== false);
  return (
    <>
      {said.join('; ')} {sample && <SampleBadge />}
    </>
  );
}
