import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { listTasksCall, type TaskShown } from '../../server/tasks/task.schema.ts';
import { useCooperativeFilter } from '../platform/cooperatives.ts';
import { useSpeech } from '../platform/i18n.ts';
import { ownerRoles } from '../platform/owner-roles.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { Button } from '../platform/ui/Button.tsx';
import { useTableSearch } from '../platform/ui/DataTable.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { SettledTasks, TaskList } from './TaskList.tsx';
import { taskCount } from './WaitingForMe.tsx';

/** Who waits for whom: the open tasks under the role that must act, as of any day, the role that is waited for longest first. */
export function TaskBoardScreen() {
  const { t } = useSpeech();
  const search = useSearch({ from: '/signed-in/tugas' });
  const { change } = useTableSearch();
  const query = useQuery({
    ...read(listTasksCall, { query: { limit: 200, ...search } }),
    placeholderData: keepPreviousData,
  });
  const filters = [
    { name: 'ownerRole', label: t('tasks.board.everyRole'), choices: ownerRoles(t) },
    useCooperativeFilter(),
    { name: 'mine', label: t('tasks.board.everyone'), choices: [{ value: 'true', label: t('tasks.mine.title') }] },
    { name: 'settled', label: t('tasks.board.open'), choices: [{ value: 'true', label: t('tasks.board.settled') }] },
  ];
  return (
    <Page title={t('tasks.board.title')} note={t('tasks.board.note')} actions={<AsOf />}>
      <TableTools call={listTasksCall} filters={filters} total={query.data?.total} />
      <Loaded
        query={query}
        emptyIf={(data) => data.rows.length === 0}
        empty={<EmptyState title={t('tasks.board.none')}>{t('tasks.board.noneTodo')}</EmptyState>}
      >
        {(data) => (
          <Stack>
            {search.settled ? <SettledTasks tasks={data.rows} /> : <ByOwner tasks={data.rows} />}
            {data.next !== null && (
              <p>
                <Button onClick={() => change({ after: data.next ?? undefined })}>{t('platform.table.next')}</Button>
              </p>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

/** The list comes the longest waiting first, so the role of its first row is the one waited for longest. */
function ByOwner({ tasks }: { tasks: readonly TaskShown[] }) {
  const { t, number } = useSpeech();
  return [...Map.groupBy(tasks, (task) => task.ownerRole)].map(([role, own]) => {
    const late = own.filter((task) => task.urgency === 'late').length;
    return (
      <Section
        key={role}
        title={roleName(role, t)}
        note={[
          t('tasks.count', taskCount(own.length, number)),
          late > 0 ? t('tasks.late', { shown: number(late) }) : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}
      >
        <TaskList tasks={own} />
      </Section>
    );
  });
}
