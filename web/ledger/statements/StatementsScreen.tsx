import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Id } from '../../../server/kernel/ids.ts';
import {
  getStatementsCall,
  hledgerCall,
  statementsPdfCall,
  statementsXlsxCall,
} from '../../../server/ledger/statements/statement.schema.ts';
import { statementNames } from '../../../server/ledger/statements/statement.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { download } from '../../platform/send.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { SampleBadge } from '../../platform/ui/marks.tsx';
import { notify } from '../../platform/ui/notices.tsx';
import { Page, Stack } from '../../platform/ui/Page.tsx';
import { EmptyState, Loaded, wordsFor } from '../../platform/ui/States.tsx';
import { TabLinks } from '../../platform/ui/TabLinks.tsx';
import { BookChoice, useChosenBook } from './book-choice.tsx';
import { CityStatements } from './CityStatements.tsx';
import { Period } from './Period.tsx';
import { StatementTable } from './StatementTable.tsx';
import css from './statements.module.css';

const route = getRouteApi('/signed-in/buku/laporan');

/** The statements of one book; whoever may read several sees them side by side first. */
export function StatementsScreen() {
  const { t } = useSpeech();
  const { books, id } = useChosenBook(route.useSearch().cooperativeId);
  if (id !== undefined) return <OneBook id={id} />;
  if (books.data !== undefined) return <CityStatements />;
  return (
    <Page title={t('ledger.statements.title')}>
      <Loaded query={books}>{() => null}</Loaded>
    </Page>
  );
}

function OneBook({ id }: { id: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const { statement = 'balanceSheet', from, to } = route.useSearch();
  const period = { ...(from && { from }), ...(to && { to }) };
  const query = useQuery(read(getStatementsCall, { params: { cooperativeId: id }, query: period }));
  const { data } = query;
  return (
    <Page
      title={data?.cooperative.name ?? t('ledger.statements.title')}
      note={
        data && (
          <>
            {t('ledger.statements.note', { from: date(data.from), to: date(data.to) })} ·{' '}
            {t('ledger.statements.inRupiah')} ·{' '}
            {data.closedThrough < data.openedOn
              ? t('ledger.statements.neverClosed')
              : t('ledger.statements.closed', { day: date(data.closedThrough) })}{' '}
            {data.sample && <SampleBadge />}
          </>
        )
      }
      actions={
        <>
          <BookChoice chosen={id} />
          <Period shown={data} />
        </>
      }
    >
      <Stack>
        <TabLinks
          name="statement"
          label={t('ledger.statements.parts')}
          tabs={statementNames.map((value) => ({ value, label: t(`ledger.statements.name.${value}`) }))}
        />
        <Loaded
          query={query}
          emptyIf={(all) => all.trialBalance.length < 2}
          empty={<EmptyState title={t('ledger.statements.noMoves')}>{t('ledger.statements.noMovesTodo')}</EmptyState>}
        >
          {(all) => (
            <>
              <StatementTable statements={all} name={statement} />
              <Files id={id} period={period} only={statement} />
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  );
}

interface FilesProps {
  id: Id<'cooperative'>;
  period: { from?: NonNullable<ReturnType<typeof route.useSearch>['from']> };
  only: (typeof statementNames)[number];
}

/** The statements as they leave the screen: this one on paper, all of them on paper, as a workbook, and the journals behind them. */
function Files({ id: cooperativeId, period, only }: FilesProps) {
  const { t } = useSpeech();
  const params = { cooperativeId };
  const takes = {
    pdf: () => download(statementsPdfCall, { params, query: { ...period, only } }),
    all: () => download(statementsPdfCall, { params, query: period }),
    xlsx: () => download(statementsXlsxCall, { params, query: period }),
    hledger: () => download(hledgerCall, { params }),
  };
  const taking = useMutation({
    mutationFn: (kind: keyof typeof takes) => takes[kind](),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <div className={css.files} data-no-print>
      {(['pdf', 'all', 'xlsx', 'hledger'] as const).map((kind) => (
        <Button
          key={kind}
          kind={kind === 'pdf' ? 'plain' : 'quiet'}
          disabled={taking.isPending}
          onClick={() => taking.mutate(kind)}
        >
          {t(`ledger.statements.file.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
