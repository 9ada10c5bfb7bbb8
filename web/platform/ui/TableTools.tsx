import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Call, ParamsOf, QueryOf } from '../../../server/kernel/call.ts';
import { countedMax } from '../../../server/kernel/page.ts';
import { useSpeech } from '../i18n.ts';
import { download } from '../send.ts';
import { Button } from './Button.tsx';
import css from './DataTable.module.css';
import { useTableSearch } from './DataTable.tsx';
import type { Choice } from './inputs.tsx';
import { notify } from './notices.tsx';
import { wordsFor } from './States.tsx';

export interface Filter {
  /** The query member it sets. */
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** A bound of a range, in whole units. */
interface Bound {
  /** The query member it sets. */
  readonly name: string;
  readonly label: string;
}

interface TableToolsProps<C extends Call> {
  call: C;
  params?: Omit<ParamsOf<C>, 'regency'>;
  /** Whether the call takes `search`. */
  searches?: boolean;
  filters?: readonly Filter[];
  bounds?: readonly Bound[];
  total?: number | undefined;
}

/** The endings under which a list with an export can be taken away. */
const endings = ['csv', 'xlsx'] as const;

/** The line above a table: search, filters, how many, and the whole list as a file, filtered as it is seen. */
export function TableTools<C extends Call>({
  call,
  params,
  searches = false,
  filters = [],
  bounds = [],
  total,
}: TableToolsProps<C>) {
  const { t, number } = useSpeech();
  const { search, change } = useTableSearch();
  return (
    <div className={css.tools} data-no-print>
      {searches && (
        <SearchBox
          value={typeof search.search === 'string' ? search.search : ''}
          onSettled={(text) => change({ search: text || undefined })}
        />
      )}
      {filters.filter(narrows(search)).map((filter) => (
        <select
          key={filter.name}
          className={css.filter}
          aria-label={filter.label}
          data-set={search[filter.name] !== undefined}
          value={String(search[filter.name] ?? '')}
          onChange={(event) => change({ [filter.name]: event.target.value || undefined })}
        >
          <option value="">{filter.label}</option>
          {filter.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ))}
      {bounds.map(({ name, label }) => (
        <BoundBox
          key={name}
          label={label}
          value={typeof search[name] === 'number' ? String(search[name]) : ''}
          onSettled={(text) => change({ [name]: text === '' ? undefined : Number(text) })}
        />
      ))}
      <div className={css.away}>
        {total !== undefined && (
          <span className={css.total}>
            {total > countedMax
              ? t('platform.table.more', { shown: number(countedMax) })
              : t('platform.table.total', { count: total, shown: number(total) })}
          </span>
        )}
        {call.export &&
          endings.map((extension) => (
            <ExportButton
              key={extension}
              extension={extension}
              take={() => download(call, { ...(params && { params }), query: filtersIn(call, search) }, extension)}
            />
          ))}
      </div>
    </div>
  );
}

/** Whether there is anything to choose: not for a reader of one cooperative, unless the address says something. */
function narrows(search: Readonly<Record<string, unknown>>) {
  return ({ name, choices }: Filter) => name !== 'cooperativeId' || choices.length !== 1 || search[name] !== undefined;
}

/** What of the address narrows the list; its page does not, since a file has none. */
function filtersIn<C extends Call>(call: C, search: Readonly<Record<string, unknown>>): QueryOf<C> {
  const names = Object.keys(call.query.properties).filter((name) => name !== 'after' && name !== 'limit');
  return Object.fromEntries(names.map((name) => [name, search[name]])) as QueryOf<C>;
}

/** What is typed counts when the typing pauses. */
function usePaused(value: string, onSettled: (text: string) => void) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause
  useEffect(() => {
    if (text === value) return;
    const pause = setTimeout(() => onSettled(text), 300);
    return () => clearTimeout(pause);
  }, [text]);
  return [text, setText] as const;
}

function SearchBox({ value, onSettled }: { value: string; onSettled: (text: string) => void }) {
  const { t } = useSpeech();
  const [text, setText] = usePaused(value, onSettled);
  return (
    <div className={css.search}>
      <IconSearch size={16} aria-hidden />
      <input
        type="search"
        value={text}
        aria-label={t('platform.table.search')}
        placeholder={t('platform.table.search')}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

/** Digits only, with or without the points of thousands, as areas are written here. */
function BoundBox({ label, value, onSettled }: { label: string; value: string; onSettled: (text: string) => void }) {
  const [text, setText] = usePaused(value, onSettled);
  return (
    <label className={css.bound} data-set={value !== ''}>
      {label}
      <input
        inputMode="numeric"
        maxLength={9}
        value={text}
        onChange={(event) => setText(event.target.value.replaceAll(/\D/g, ''))}
      />
    </label>
  );
}

function ExportButton({ extension, take }: { extension: string; take: () => Promise<void> }) {
  const { t } = useSpeech();
  const taking = useMutation({ mutationFn: take, onError: (problem) => notify(wordsFor(problem, t), 'note') });
  return (
    <Button
      kind="quiet"
      icon={<IconDownload size={16} aria-hidden />}
      busy={taking.isPending}
      aria-label={t('platform.table.export', { extension })}
      onClick={() => taking.mutate()}
    >
      {extension}
    </Button>
  );
}
