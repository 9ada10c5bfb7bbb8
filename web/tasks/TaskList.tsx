import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { remindTaskCall, settleTaskCall, type TaskShown } from '../../server/tasks/task.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { wordsFor } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { type WaitingItem, WaitingList } from '../platform/ui/WaitingList.tsx';

interface TaskListProps {
  tasks: readonly TaskShown[];
  /** Says whose each task is; left out where all of them wait for one role. */
  namesOwner?: boolean;
  /** So many lines at most, once alike tasks are one; all of them without it. */
  atMost?: number;
}

/** From how many on the same work for several cooperatives is one line that opens. */
const foldFrom = 4;

/** Open tasks with what can be done about each: the owner settles, who keeps the list may also remind. */
export function TaskList({ tasks, namesOwner = false, atMost }: TaskListProps) {
  const speech = useSpeech();
  const shown = (task: TaskShown) => taskItem(task, namesOwner, speech);
  const lines = alike(tasks).flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < foldFrom) return group.map(shown);
    const { t, number, date } = speech;
    const due = first.dueOn === null ? '' : ` · ${t('tasks.dueOn', { date: date(first.dueOn) })}`;
    const who = `${t('tasks.forCooperatives', { shown: number(group.length) })}${due}`;
    return [{ ...shown(first), what: taskWords(first, speech), who, action: undefined, alike: group.map(shown) }];
  });
  return <WaitingList items={lines.slice(0, atMost)} />;
}

/** Tasks that ask the same of the same role since the same day stand together, in the order of their first. */
function alike(tasks: readonly TaskShown[]): TaskShown[][] {
  return [
    ...Map.groupBy(tasks, ({ kind, title, data, ownerRole, openedOn, dueOn }) =>
      JSON.stringify([kind, title, data, ownerRole, openedOn, dueOn]),
    ).values(),
  ];
}

function taskItem(task: TaskShown, namesOwner: boolean, speech: Speech): WaitingItem {
  const { t, date } = speech;
  const rest = [
    namesOwner ? roleName(task.ownerRole, t) : undefined,
    task.dueOn === null ? undefined : t('tasks.dueOn', { date: date(task.dueOn) }),
    task.reminders === 0 ? undefined : t('tasks.reminded', { count: task.reminders }),
  ].filter((part) => part !== undefined);
  return {
    key: task.id,
    days: task.daysWaiting,
    late: task.urgency === 'late',
    what: (
      <Link to="/tugas/$id" params={{ id: task.id }}>
        {taskWords(task, speech)}
      </Link>
    ),
    who: (
      <>
        {task.cooperative && (
          <Link to="/koperasi/$id" params={{ id: task.cooperative.id }}>
            <CooperativeName name={task.cooperative.name} />
          </Link>
        )}
        {task.cooperative && rest.length > 0 && ' · '}
        {rest.join(' · ')}
      </>
    ),
    sample: task.sample,
    action: <TaskActions task={task} />,
  };
}

/** What is off the list, with what came of it. */
export function SettledTasks({ tasks }: { tasks: readonly TaskShown[] }) {
  const speech = useSpeech();
  const { t, date } = speech;
  return (
    <Timeline
      items={tasks.map((task) => ({
        key: task.id,
        when: task.settledOn && date(task.settledOn),
        what: (
          <Link to="/tugas/$id" params={{ id: task.id }}>
            {taskWords(task, speech)}
          </Link>
        ),
        from: [task.cooperative?.name, t(`tasks.options.outcome.${task.outcome}`), task.note]
          .filter((part) => part)
          .join(' · '),
      }))}
    />
  );
}

/** What is to be done: what a person wrote, else the words of its kind. */
export function taskWords({ kind, title, data }: Pick<TaskShown, 'kind' | 'title' | 'data'>, speech: Speech): string {
  const { t, date } = speech;
  const { status, facility, asOf, waitsOn } = data;
  return (
    title ??
    t(`tasks.kinds.${kind}`, {
      ...data,
      ...(facility !== undefined && { facility: t(`platform.stages.${facility}`) }),
      ...(waitsOn !== undefined && { waitsOn: t(`partners.options.waitsOn.${waitsOn}`) }),
      ...(status === '' && { status: t('tasks.noLandStatus') }),
      ...(asOf !== undefined && { asOf: date(asOf as Parameters<typeof date>[0]) }),
    })
  );
}

/** What the reader may do about a task, as the server says. */
export function TaskActions({ task }: { task: TaskShown }) {
  const { t } = useSpeech();
  const reminding = useMutation({
    mutationFn: () => send(remindTaskCall, { params: { id: task.id } }),
    onSuccess: async () => {
      notify(t('tasks.remind.done'));
      await refresh('tasks');
    },
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <>
      {task.actions.includes('settle') && <SettleButton task={task} />}
      {task.actions.includes('remind') && (
        <Button kind="quiet" busy={reminding.isPending} onClick={() => reminding.mutate()}>
          {t('tasks.remind.verb')}
        </Button>
      )}
    </>
  );
}

function SettleButton({ task }: { task: TaskShown }) {
  const speech = useSpeech();
  const { t } = speech;
  return (
    <DialogButton verb={t('tasks.settle.verb')} title={taskWords(task, speech)}>
      {(close) => (
        <CallForm
          call={settleTaskCall}
          params={{ id: task.id }}
          start={{ outcome: 'done' }}
          submit={t('tasks.settle.verb')}
          cancel={close}
          refreshes={['reporting', 'taskforce']}
          onDone={() => {
            close();
            notify(t('tasks.settle.done'));
          }}
        />
      )}
    </DialogButton>
  );
}
