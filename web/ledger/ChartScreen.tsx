import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Id } from '../../server/kernel/ids.ts';
import {
  type AccountShown,
  addAccountCall,
  editAccountCall,
  listAccountsCall,
} from '../../server/ledger/chart/chart.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { OfBook } from './OfBook.tsx';
import { BookChoice } from './statements/book-choice.tsx';

const route = getRouteApi('/signed-in/buku/akun');

/** The chart of accounts of a book, with what stands on each. */
export function ChartScreen() {
  const { t } = useSpeech();
  const { cooperativeId } = route.useSearch();
  return (
    <OfBook title={t('ledger.chart.title')} chosen={cooperativeId}>
      {(id, name) => (
        <Page
          title={t('ledger.chart.title')}
          note={name}
          actions={
            <>
              <BookChoice chosen={id} />
              {may('book.post') && (
                <RecordButton
                  call={addAccountCall}
                  kind="act"
                  verb={t('ledger.chart.add')}
                  params={{ cooperativeId: id }}
                  refusedAt={{ 'ledger/account-taken': '/code', 'ledger/kept-by-stock': '/code' }}
                />
              )}
            </>
          }
        >
          <Accounts id={id} />
        </Page>
      )}
    </OfBook>
  );
}

function Accounts({ id: cooperativeId }: { id: Id<'cooperative'> }) {
  const { t, rupiah } = useSpeech();
  const { after } = route.useSearch();
  const query = useQuery(read(listAccountsCall, { params: { cooperativeId }, query: after ? { after } : {} }));
  const columns: Column<AccountShown>[] = [
    {
      id: 'account',
      head: t('ledger.lines.account'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/buku/kas" search={{ cooperativeId, code: row.code } as never}>
          {row.code} {row.name}
        </Link>
      ),
    },
    { id: 'kind', head: t('ledger.chart.kind'), cell: (row) => t(`ledger.chart.kinds.${row.kind}`) },
    {
      id: 'use',
      head: t('ledger.chart.use'),
      cell: (row) => t(row.isActive ? 'ledger.chart.inUse' : 'ledger.chart.retired'),
    },
    {
      id: 'balance',
      head: t('ledger.chart.balance'),
      align: 'end',
      onPhone: 'labelled',
      cell: (row) => rupiah(row.balanceIdr),
    },
    {
      id: 'edit',
      head: t('ledger.chart.change'),
      can: 'book.post',
      align: 'end',
      onPhone: 'action',
      cell: ({ code, name, isActive }) => (
        <RecordButton
          call={editAccountCall}
          kind="quiet"
          verb={t('ledger.chart.change')}
          title={`${code} ${name}`}
          params={{ cooperativeId, code }}
          start={{ name, isActive }}
          refusedAt={{ 'ledger/account-in-use': '/isActive' }}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('ledger.chart.title')}
      query={query}
      columns={columns}
      rowKey={(row) => row.code}
      tools={<TableTools call={listAccountsCall} params={{ cooperativeId }} total={query.data?.total} filters={[]} />}
      empty={<EmptyState title={t('ledger.chart.none')}>{t('ledger.noBookTodo')}</EmptyState>}
    />
  );
}
