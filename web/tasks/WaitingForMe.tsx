import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { listTasksCall } from '../../server/tasks/task.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { TaskList } from './TaskList.tsx';

/** So many lines stand beside the picture; the board has the rest. */
const firstFew = 8;

/** The first panel of the first screen: what the reader's own role must do, the longest waiting first. */
export function WaitingForMe({ asOf }: { asOf: BusinessDate | undefined }) {
  const { t, number } = useSpeech();
  const on = asOf === undefined ? {} : { asOf };
  const query = useQuery(read(listTasksCall, { query: { mine: true, limit: 200, ...on } }));
  return (
    <Section
      title={t('tasks.mine.title')}
      note={query.data?.total ? t('tasks.count', taskCount(query.data.total, number)) : undefined}
      aside={
        <Link to="/tugas" search={{ mine: true, ...on }}>
          {t('tasks.mine.all')}
        </Link>
      }
    >
      <Loaded
        query={query}
        emptyIf={(data) => data.rows.length === 0}
        empty={<EmptyState title={t('tasks.mine.none')}>{t('tasks.mine.noneTodo')}</EmptyState>}
      >
        {(data) => <TaskList tasks={data.rows} atMost={firstFew} />}
      </Loaded>
    </Section>
  );
}

export function taskCount(count: number, number: (value: number) => string) {
  return { count, shown: number(count) };
}
