import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { addMeetingCall, listMeetingsCall, type MeetingLine } from '../../server/taskforce/taskforce.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { SampleBadge } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';

export function MeetingsScreen() {
  const speech = useSpeech();
  const { t } = speech;
  const query = useQuery({
    ...read(listMeetingsCall, { query: useSearch({ from: '/signed-in/satgas' }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('taskforce.list.title')}
      note={t('taskforce.list.note')}
      actions={may('taskforce.keep') && <AddMeeting />}
    >
      <DataTable
        caption={t('taskforce.list.title')}
        query={query}
        columns={columns(speech)}
        rowKey={(meeting) => meeting.id}
        tools={<TableTools call={listMeetingsCall} total={query.data?.total} />}
        empty={<EmptyState title={t('taskforce.list.none')}>{t('taskforce.list.noneTodo')}</EmptyState>}
      />
    </Page>
  );
}

function columns({ t, date, number }: Speech): Column<MeetingLine>[] {
  return [
    {
      id: 'title',
      head: t('taskforce.fields.title'),
      onPhone: 'headline',
      cell: ({ id, title, sample }) => (
        <>
          <Link to="/satgas/$id" params={{ id }}>
            {title}
          </Link>{' '}
          {sample && <SampleBadge />}
        </>
      ),
    },
    { id: 'heldOn', head: t('taskforce.fields.heldOn'), cell: ({ heldOn }) => date(heldOn) },
    { id: 'location', head: t('taskforce.fields.location'), cell: ({ location }) => location, onPhone: 'left-out' },
    {
      id: 'decisions',
      head: t('taskforce.decisions'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ decisions }) => number(decisions),
    },
    {
      id: 'open',
      head: t('taskforce.openActions'),
      align: 'end',
      onPhone: 'labelled',
      cell: ({ openActions }) => number(openActions),
    },
  ];
}

function AddMeeting() {
  const { t } = useSpeech();
  return (
    <DialogButton kind="act" verb={t('taskforce.addMeeting')}>
      {(close, done) => (
        <CallForm
          call={addMeetingCall}
          ask={['heldOn', 'title', 'location', 'attendance']}
          submit={t('taskforce.save')}
          cancel={close}
          onDone={done}
        />
      )}
    </DialogButton>
  );
}
