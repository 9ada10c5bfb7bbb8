import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { DecisionShown } from '../../server/taskforce/taskforce.schema.ts';
import { getMeetingCall } from '../../server/taskforce/taskforce.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { meQuery } from '../platform/session.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { roleName, SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { AddDecision } from './AddDecision.tsx';

export function MeetingScreen() {
  const { t, longDate } = useSpeech();
  const { id } = useParams({ from: '/signed-in/satgas/$id' });
  const query = useQuery(read(getMeetingCall, { params: { id } }));
  return (
    <Loaded query={query}>
      {(meeting) => (
        <Page
          title={meeting.title}
          note={
            <>
              {longDate(meeting.heldOn)} {meeting.sample && <SampleBadge />}
            </>
          }
          actions={may('taskforce.keep') && <AddDecision meetingId={id} />}
        >
          <Facts
            items={[
              { label: t('taskforce.fields.location'), value: meeting.location ?? t('taskforce.notTold') },
              { label: t('taskforce.fields.attendance'), value: meeting.attendance ?? t('taskforce.notTold') },
            ]}
          />
          {meeting.list.length === 0 && (
            <EmptyState title={t('taskforce.noDecisions')}>{t('taskforce.noDecisionsTodo')}</EmptyState>
          )}
          {meeting.list.map((decision) => (
            <Decision key={decision.id} decision={decision} />
          ))}
        </Page>
      )}
    </Loaded>
  );
}

function Decision({ decision }: { decision: DecisionShown }) {
  const { t, date } = useSpeech();
  return (
    <Section title={t('taskforce.decision', { seq: decision.seq })} note={decision.cooperative?.name}>
      <p>{decision.text}</p>
      {decision.actions.length > 0 && (
        <Timeline
          items={decision.actions.map((action) => ({
            key: action.id,
            when: action.dueOn === null ? t('taskforce.noDue') : date(action.dueOn),
            what: action.title,
            from: <ActionState action={action} />,
          }))}
        />
      )}
    </Section>
  );
}

/** Whose it is, and where it stands today. */
function ActionState({ action }: { action: DecisionShown['actions'][number] }) {
  const { t, date } = useSpeech();
  const today = useQuery(meQuery).data?.today;
  const { dueOn, settledOn, outcome, ownerRole } = action;
  const state =
    settledOn !== null
      ? t(`taskforce.states.${outcome}`, { date: date(settledOn) })
      : t(dueOn !== null && today !== undefined && dueOn < today ? 'taskforce.states.late' : 'taskforce.states.open');
  return `${roleName(ownerRole, t)} · ${state}`;
}
