import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { getTaskCall, type TaskShown } from '../../server/tasks/task.schema.ts';
import { may } from '../platform/hat.ts';
import { hasWord, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { Days, roleName, SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { TaskActions, taskWords } from './TaskList.tsx';

const route = getRouteApi('/signed-in/tugas/$id');

/** One task: who must do what, for which cooperative, by when, and why. */
export function TaskScreen() {
  const speech = useSpeech();
  const { id } = route.useParams();
  const query = useQuery(read(getTaskCall, { params: { id } }));
  return (
    <Page
      title={query.data ? taskWords(query.data, speech) : speech.t('tasks.one.title')}
      note={query.data?.sample && <SampleBadge />}
      actions={query.data && <TaskActions task={query.data} />}
    >
      <Loaded query={query}>{(task) => <TaskFacts task={task} />}</Loaded>
    </Page>
  );
}

function TaskFacts({ task }: { task: TaskShown }) {
  const { t, date } = useSpeech();
  const { cooperative, dueOn, settledOn, outcome, note, reminders } = task;
  const items = [
    { label: t('tasks.one.owner'), value: roleName(task.ownerRole, t) },
    {
      label: t('tasks.one.cooperative'),
      value: cooperative ? (
        <Link to="/koperasi/$id" params={{ id: cooperative.id }}>
          {cooperative.name}
        </Link>
      ) : (
        t('tasks.one.wholeCity')
      ),
    },
    {
      label: t('tasks.one.since'),
      value: (
        <>
          {date(task.openedOn)} <Days count={task.daysWaiting} late={task.urgency === 'late'} />
        </>
      ),
    },
    { label: t('tasks.one.due'), value: dueOn === null ? t('tasks.one.noDue') : date(dueOn) },
    { label: t('tasks.one.origin'), value: <Origin task={task} /> },
    ...(reminders > 0 ? [{ label: t('tasks.remind.verb'), value: t('tasks.reminded', { count: reminders }) }] : []),
    ...(settledOn === null
      ? []
      : [
          { label: t('tasks.one.settled'), value: date(settledOn) },
          { label: t('tasks.fields.outcome'), value: t(`tasks.options.outcome.${outcome}`) },
          { label: t('tasks.fields.note'), value: note },
        ]),
  ];
  return <Facts items={items} />;
}

/** Papers that have a screen of their own, and where drafts of journals are answered. */
const papers: Readonly<Record<string, { to: string; can: string; search?: object }>> = {
  inventory: { to: '/gudang/hitungan/$id', can: 'stock.read' },
  ledger: { to: '/buku/jurnal', can: 'book.read', search: { tab: 'drafts' } },
  opening: { to: '/buku/saldo-awal/$id', can: 'book.read' },
  partners: { to: '/mitra/pendaftaran/$id', can: 'partnership.read' },
};

/** Where it comes from; a link where the reader may follow it. */
function Origin({ task: { origin, cooperative } }: { task: TaskShown }) {
  const { t } = useSpeech();
  const [module = ''] = origin.kind.split('/');
  const words = hasWord(`tasks.origins.${module}`) ? t(`tasks.origins.${module}`) : origin.kind;
  const ofCooperative = cooperative ? { cooperativeId: cooperative.id } : {};
  if (module === 'proposals' && may('proposal.read'))
    return (
      <Link to="/usulan" search={ofCooperative}>
        {words}
      </Link>
    );
  if (module === 'assets' && may('asset.read')) return <Link to="/penyaringan">{words}</Link>;
  if (module === 'taskforce' && may('taskforce.read')) return <Link to="/satgas">{words}</Link>;
  const link = papers[module];
  if (link !== undefined && may(link.can))
    return (
      <Link
        to={link.to}
        params={{ id: origin.id } as never}
        search={(link.search && { ...link.search, ...ofCooperative }) as never}
      >
        {words}
      </Link>
    );
  if (module === 'exchange' && cooperative)
    return (
      <Link to="/koperasi/$id" params={{ id: cooperative.id }} search={{ tab: 'beside' }}>
        {words}
      </Link>
    );
  return words;
}
