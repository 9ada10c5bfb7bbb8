import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Id } from '../../../server/kernel/ids.ts';
import { cityStatementsCall } from '../../../server/ledger/statements/statement.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { shortNameOf } from '../../platform/ui/CooperativeName.tsx';
import { useTableSearch } from '../../platform/ui/DataTable.tsx';
import css from './statements.module.css';

/** The books the reader may see; a city's are few enough to be known at once. */
export function useBooks() {
  return useQuery(read(cityStatementsCall, { query: { limit: 200 } }));
}

/** Whose book is read: the one that was asked for; of a reader who has but one, that one. */
export function useChosenBook(asked: Id<'cooperative'> | undefined) {
  const books = useBooks();
  const [only, ...others] = books.data?.rows ?? [];
  return { books, id: asked ?? (others.length === 0 ? only?.cooperative.id : undefined) };
}

/** Whose book: asked of whoever may read several. */
export function BookChoice({ chosen }: { chosen: string | undefined }) {
  const { t } = useSpeech();
  const id = useId();
  const { change } = useTableSearch();
  const books = useBooks().data?.rows ?? [];
  if (books.length < 2) return null;
  return (
    <span className={css.choice} data-no-print>
      <label htmlFor={id} className="visually-hidden">
        {t('ledger.city.cooperative')}
      </label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={({ target }) => change({ cooperativeId: target.value || undefined, code: undefined })}
      >
        <option value="">{t('ledger.statements.choose')}</option>
        {books.map(({ cooperative }) => (
          <option key={cooperative.id} value={cooperative.id}>
            {shortNameOf(cooperative.name)}
          </option>
        ))}
      </select>
    </span>
  );
}
