import { IconCloudOff, IconLock, IconTool } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { hasWord, readable, type Speech, useSpeech } from '../i18n.ts';
import { Problem } from '../send.ts';
import { Button } from './Button.tsx';
import css from './States.module.css';

/** The shape of what is coming, in as many lines as it will likely have. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useSpeech();
  return (
    <div className={css.loading} role="status" aria-label={t('platform.state.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <span key={line} />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  /** What to do so that it is no longer empty, and who does it. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <div className={css.state}>
      <p className={css.title}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** A problem in the place of what was asked for: refused, offline, out of order or our mistake. */
export function ProblemState({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const { t } = useSpeech();
  const kind = problem instanceof Problem ? problem.kind : 'defect';
  const Icon = kind === 'refused' || kind === 'signed-out' ? IconLock : kind === 'defect' ? IconTool : IconCloudOff;
  const incident = problem instanceof Problem ? problem.incident : undefined;
  return (
    <div className={css.state} role="alert" data-kind={kind}>
      <Icon size={22} stroke={1.5} aria-hidden />
      <p className={css.title}>{t(`platform.problem.${kind}.title`)}</p>
      <p>{wordsFor(problem, t)}</p>
      {incident && <p className="small">{t('platform.problem.incident', { incident })}</p>}
      {retry && kind !== 'refused' && <Button onClick={retry}>{t('platform.problem.retry')}</Button>}
    </div>
  );
}

/** What a problem says to a person: the refusal `sales/in-future` is the word `sales.refusals.in-future`, filled with its data. */
export function wordsFor(problem: unknown, t: Speech['t']): string {
  if (!(problem instanceof Problem)) return t('platform.problem.defect.todo');
  if (problem.kind !== 'refused') return t(`platform.problem.${problem.kind}.todo`);
  const [module, name] = problem.type.split('/');
  const key = [`${module}.refusals.${name}`, `platform.refusals.${module}-${name}`].find(hasWord);
  return key === undefined ? t('platform.problem.refused.todo') : t(key, readable(problem.data));
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data, Error>;
  /** Drawn instead of the children when this says so. */
  emptyIf?: (data: Data) => boolean;
  empty?: ReactNode;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Draws the four states of a read: loading, empty, refused or offline, and there. Old data stays visible while new data is fetched. */
export function Loaded<Data>({ query, emptyIf, empty, loading, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return emptyIf?.(query.data) ? empty : children(query.data);
  if (query.error) return <ProblemState problem={query.error} retry={() => void query.refetch()} />;
  return loading ?? <Loading />;
}
