import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../hat.ts';
import { useSpeech } from '../i18n.ts';
import { Button } from './Button.tsx';
import css from './DataTable.module.css';
import { Loading, ProblemState } from './States.tsx';

/** What every list call answers: rows, the cursor of the next page, and how many there are in all. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number;
}

export interface Column<Row> {
  /** Also the value of `sort` that orders by this column, when `sorts`. */
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sorts?: boolean;
  readonly align?: 'end';
  /** The permission without which the column is not there at all. */
  readonly can?: string;
  /**
   * On a phone a row is two dense lines: the headline, whose link takes a tap anywhere on the row, and the rest side by side
   * without heads. A value that says nothing alone is `labelled`; what the row's own page tells anyway is `left-out`.
   */
  readonly onPhone?: 'headline' | 'labelled' | 'left-out' | 'action';
}

interface DataTableProps<Row> {
  /** What the rows are, for those who cannot see the table. */
  caption: string;
  query: UseQueryResult<RowPage<Row>, Error>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Drawn when the list is empty without any filter; teaches what to do. */
  empty: ReactNode;
  /** Above the table: `TableTools`. */
  tools?: ReactNode;
}

/** What the table keeps in the URL beside the screen's own filters. */
interface TableSearch {
  after?: string | undefined;
  sort?: string | undefined;
  [filter: string]: unknown;
}

/** The table's part of the URL, and how to change it. A change of anything but the page starts at the first page. */
export function useTableSearch() {
  const search = useSearch({ strict: false }) as TableSearch;
  const navigate = useNavigate();
  const change = (changes: TableSearch) =>
    void navigate({
      to: '.',
      search: ((before: TableSearch) => ({ ...before, after: undefined, ...changes })) as never,
      resetScroll: false,
    });
  return { search, change };
}

/** A dense list that pages by key, sorts and filters on the server; on a phone each row is two lines. Its state is the URL's. */
export function DataTable<Row>({ caption, query, columns: all, rowKey, empty, tools }: DataTableProps<Row>) {
  const columns = all.filter(({ can }) => may(can));
  const { search, change } = useTableSearch();
  const { data } = query;
  return (
    <div className={css.block} aria-busy={query.isFetching}>
      {tools}
      {data === undefined ? (
        query.error ? (
          <ProblemState problem={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading lines={8} />
        )
      ) : data.rows.length === 0 ? (
        <Nothing
          empty={empty}
          filtered={isFiltered(search)}
          clear={() => change(Object.fromEntries(Object.keys(search).map((name) => [name, undefined])))}
        />
      ) : (
        <>
          <div className={css.scroll}>
            <table className={css.table} data-stale={query.isPlaceholderData}>
              <caption className="visually-hidden">{caption}</caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <Head key={column.id} column={column} sort={search.sort} onSort={(sort) => change({ sort })} />
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={rowKey(row)}>
                    {columns.map((column) => (
                      <td key={column.id} data-align={column.align} data-phone={column.onPhone}>
                        <div data-head={column.head}>{column.cell(row)}</div>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pages next={data.next} after={search.after} onTurn={(after) => change({ after })} />
        </>
      )}
    </div>
  );
}

function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}) {
  const sorted = sort === column.id;
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted ? 'ascending' : undefined}>
      {column.sorts ? (
        <button type="button" className={css.sort} onClick={() => onSort(sorted ? undefined : column.id)}>
          {column.head}
          <svg viewBox="0 0 8 10" width="8" height="10" aria-hidden="true" data-on={sorted}>
            <path d="M4 1v8M1 6l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.3" />
          </svg>
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function Pages({
  next,
  after,
  onTurn,
}: {
  next: string | null;
  after: string | undefined;
  onTurn: (after: string | undefined) => void;
}) {
  const { t } = useSpeech();
  if (next === null && after === undefined) return null;
  return (
    <nav className={css.pages} aria-label={t('platform.table.pages')}>
      <Button disabled={after === undefined} onClick={() => onTurn(undefined)}>
        {t('platform.table.first')}
      </Button>
      <Button disabled={next === null} onClick={() => onTurn(next ?? undefined)}>
        {t('platform.table.next')}
      </Button>
    </nav>
  );
}

function Nothing({ empty, filtered, clear }: { empty: ReactNode; filtered: boolean; clear: () => void }) {
  const { t } = useSpeech();
  if (!filtered) return empty;
  return (
    <div className={css.nothing}>
      <p>{t('platform.table.noneMatch')}</p>
      <Button onClick={clear}>{t('platform.table.clear')}</Button>
    </div>
  );
}

const neverFilters = new Set(['after', 'sort', 'limit', 'asOf', 'tab']);

function isFiltered(search: TableSearch): boolean {
  return Object.entries(search).some(([name, value]) => value !== undefined && !neverFilters.has(name));
}
