import type { ReactNode } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { useSpeech } from '../platform/i18n.ts';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { BookChoice, useBooks } from './statements/book-choice.tsx';

interface OfBookProps {
  title: string;
  chosen: Id<'cooperative'> | undefined;
  /** The screen of one book. */
  children: (cooperativeId: Id<'cooperative'>, name: string) => ReactNode;
}

/** The book a screen is of: the reader's own, or the one chosen among several. */
export function OfBook({ title, chosen, children }: OfBookProps) {
  const { t } = useSpeech();
  const books = useBooks();
  return (
    <Loaded query={books}>
      {({ rows }) => {
        const book =
          rows.find(({ cooperative }) => cooperative.id === chosen) ?? (rows.length === 1 ? rows[0] : undefined);
        if (book !== undefined) return children(book.cooperative.id, book.cooperative.name);
        return (
          <Page title={title} actions={<BookChoice chosen={chosen} />}>
            <EmptyState title={t(rows.length === 0 ? 'ledger.noBook' : 'ledger.chooseBook')}>
              {t(rows.length === 0 ? 'ledger.noBookTodo' : 'ledger.chooseBookTodo')}
            </EmptyState>
          </Page>
        );
      }}
    </Loaded>
  );
}
