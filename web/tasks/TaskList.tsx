import { useMutation } from '@tanstack/react-query';
import { remindTaskCall, settleTaskCall, type TaskShown } from '../../server/tasks/task.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { wordsFor } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { WaitingList } from '../platform/ui/WaitingList.tsx';

interface TaskListProps {
  tasks: readonly TaskShown[];
  /** Says whose each task is; left out where all of them wait for one role. */
  namesOwner?: boolean;
}

/** Open tasks with what can be done about each: the owner settles, who keeps the list may also remind. */
export function TaskList({ tasks, namesOwner = false }: TaskListProps) {
  const speech = useSpeech();
  return (
    <WaitingList
      items={tasks.map((task) => ({
        key: task.id,
        days: task.daysWaiting,
        late: task.urgency === 'late',
        what: taskWords(task, speech),
        who: [
          task.cooperative?.name,
          namesOwner ? roleName(task.ownerRole, speech.t) : undefined,
          task.dueOn === null ? undefined : speech.t('tasks.dueOn', { date: speech.date(task.dueOn) }),
          task.reminders === 0 ? undefined : speech.t('tasks.reminded', { count: task.reminders }),
        ]
          .filter((part) => part !== undefined)
          .join(' · '),
        sample: task.sample,
        action: <TaskActions task={task} />,
      }))}
    />
  );
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
        what: taskWords(task, speech),
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
  const { status, facility, asOf } = data;
  return (
    title ??
    t(`tasks.kinds.${kind}`, {
      ...data,
      ...(facility !== undefined && { facility: t(`platform.stages.${facility}`) }),
      ...(status === '' && { status: t('tasks.noLandStatus') }),
      ...(asOf !== undefined && { asOf: date(asOf as Parameters<typeof date>[0]) }),
    })
  );
}

function TaskActions({ task }: { task: TaskShown }) {
  const { t } = useSpeech();
  const keepsList = may('task.assign');
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
      {(keepsList || (task.waitsForMe && may('task.settle'))) && <SettleButton task={task} />}
      {keepsList && !task.waitsForMe && (
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
