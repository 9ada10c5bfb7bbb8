import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  getOnboardingCall,
  type OnboardingPage,
  recordOnboardingCall,
} from '../../server/partners/onboarding/onboarding.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { shortNameOf } from '../platform/ui/CooperativeName.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { RecordedNote, SampleBadge, SourceNote } from '../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { Waiting } from './OnboardingsScreen.tsx';
import { TakeUpButton } from './TakeUpButton.tsx';

const route = getRouteApi('/signed-in/mitra/pendaftaran/$id');

/** One way of one cooperative to a partner: its steps, whose move it is, and what happened. */
export function OnboardingScreen() {
  const { t } = useSpeech();
  const { id } = route.useParams();
  const query = useQuery(read(getOnboardingCall, { params: { id } }));
  const { data } = query;
  return (
    <Page
      title={data ? `${data.programme.name}: ${shortNameOf(data.cooperative.name)}` : t('partners.onboarding.title')}
      note={data?.source.sample && <SampleBadge />}
      actions={
        data && (
          <>
            <TakeUpButton onboarding={data} />
            {may('partnership.edit') && data.status === 'running' && <Record onboarding={data} />}
          </>
        )
      }
    >
      <Loaded query={query}>
        {(onboarding) => (
          <Stack>
            <Summary onboarding={onboarding} />
            <Section title={t('partners.onboarding.steps')}>
              <Steps onboarding={onboarding} />
            </Section>
            <Section title={t('partners.onboarding.history')}>
              <History onboarding={onboarding} />
            </Section>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Summary({ onboarding }: { onboarding: OnboardingPage }) {
  const { t, date } = useSpeech();
  const { cooperative, partner, openedOn, reached, note, since } = onboarding;
  return (
    <Facts
      items={[
        {
          label: t('partners.fields.cooperativeId'),
          value: (
            <Link to="/koperasi/$id" params={{ id: cooperative.id }}>
              {cooperative.name}
            </Link>
          ),
        },
        { label: t('partners.fields.partnerId'), value: partner.name },
        { label: t('partners.onboarding.waits'), value: <Waiting onboarding={onboarding} /> },
        { label: t('partners.onboarding.since'), value: date(since) },
        ...(note === null ? [] : [{ label: t('partners.fields.note'), value: note }]),
        {
          label: t('partners.onboarding.reached'),
          value: reached
            ? `${t(`partners.options.stage.${reached.stage}`)}, ${date(reached.since)}`
            : t('partners.onboarding.nothingReached'),
        },
        {
          label: t('partners.fields.openedOn'),
          value: (
            <>
              {date(openedOn)} <SourceNote source={onboarding.source} />
            </>
          ),
        },
      ]}
    />
  );
}

/** The steps of the programme, each with whose move it is, when it was done and where we know it from. */
function Steps({ onboarding: { steps } }: { onboarding: OnboardingPage }) {
  const { t, date } = useSpeech();
  return (
    <Timeline
      items={steps.map(({ code, name, askedOf, doneOn, source }) => ({
        key: code,
        when: doneOn === null ? t('partners.onboarding.notDone') : date(doneOn),
        what: name,
        from: t('partners.onboarding.stepFrom', { who: t(`partners.options.waitsOn.${askedOf}`), source }),
      }))}
    />
  );
}

function History({ onboarding: { actions, steps } }: { onboarding: OnboardingPage }) {
  const { t, date } = useSpeech();
  if (actions.length === 0) return <EmptyState title={t('partners.onboarding.nothingYet')} />;
  const nameOf = (code: string | null) => steps.find((step) => step.code === code)?.name;
  return (
    <Timeline
      items={actions.toReversed().map(({ id, outcome, step, happenedOn, waitsOn, note, recordedRole, onBehalf }) => ({
        key: id,
        when: date(happenedOn),
        what: [
          t(`partners.options.outcome.${outcome}`),
          nameOf(step),
          waitsOn && t(`partners.options.waitsOn.${waitsOn}`),
          note,
        ]
          .filter((part) => part)
          .join(' · '),
        from: <RecordedNote role={recordedRole} onBehalf={onBehalf} />,
      }))}
    />
  );
}

/** What happened: a step done, stuck with somebody, or the end of it; only what belongs to it is asked. */
function Record({ onboarding: { id, steps, current } }: { onboarding: OnboardingPage }) {
  const { t } = useSpeech();
  const open = steps.filter(({ doneOn }) => doneOn === null).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <RecordButton
      kind="act"
      verb={t('partners.onboarding.record')}
      call={recordOnboardingCall}
      params={{ id }}
      refreshes={['tasks']}
      refusedAt={{
        'partners/in-future': '/happenedOn',
        'partners/before-opening': '/happenedOn',
        'partners/step-already-done': '/step',
      }}
      ask={({ outcome }) => [
        'outcome',
        ...(outcome === 'done' ? (['step'] as const) : []),
        ...(outcome === 'held' ? (['waitsOn'] as const) : []),
        'happenedOn',
        'note',
      ]}
      inputs={{
        step: (props) => (
          <ChoiceInput
            {...(props as InputProps<string>)}
            required
            help={current && t('partners.onboarding.nextIs', { step: current.name })}
            choices={open}
          />
        ),
      }}
    />
  );
}
