import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  listOnboardingsCall,
  listProgrammesCall,
  type OnboardingShown,
  openOnboardingCall,
} from '../../server/partners/onboarding/onboarding.schema.ts';
import { waitedOn } from '../../server/partners/onboarding/onboarding.ts';
import { useCooperativeFilter, useOnlyCooperative } from '../platform/cooperatives.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { AsOf } from '../platform/ui/AsOf.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { Days, SourceHint } from '../platform/ui/marks.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { TableTools } from '../platform/ui/TableTools.tsx';
import { TakeUpButton } from './TakeUpButton.tsx';
import { usePartnerFilter } from './use-partner-filter.ts';

const route = getRouteApi('/signed-in/mitra/pendaftaran');

/** On which ways cooperatives are to which partners, who has waited longest first. */
export function OnboardingsScreen() {
  const { t } = useSpeech();
  const query = route.useSearch();
  const onboardings = useQuery({ ...read(listOnboardingsCall, { query }), placeholderData: keepPreviousData });
  return (
    <Page
      title={t('partners.onboarding.title')}
      note={t('partners.onboarding.note')}
      actions={
        <>
          <AsOf />
          {may('partnership.edit') && <Open />}
        </>
      }
    >
      <DataTable
        caption={t('partners.onboarding.title')}
        query={onboardings}
        columns={useColumns()}
        rowKey={(row) => row.id}
        tools={<TableTools call={listOnboardingsCall} total={onboardings.data?.total} filters={useFilters()} />}
        empty={
          <EmptyState title={t('partners.onboarding.none')}>
            {may('partnership.edit') && t('partners.onboarding.noneTodo')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useFilters() {
  const { t } = useSpeech();
  const waits = waitedOn.map((value) => ({ value, label: t(`partners.options.waitsOn.${value}`) }));
  const states = (['running', 'approved', 'rejected', 'withdrawn'] as const).map((value) => ({
    value,
    label: t(`partners.onboarding.status.${value}`),
  }));
  return [
    useCooperativeFilter(),
    usePartnerFilter(),
    { name: 'waitsOn', label: t('partners.onboarding.everyWait'), choices: waits },
    { name: 'status', label: t('partners.onboarding.everyStatus'), choices: states },
  ];
}

function useColumns(): Column<OnboardingShown>[] {
  const { t, date } = useSpeech();
  return [
    {
      id: 'cooperative',
      head: t('partners.fields.cooperativeId'),
      onPhone: 'headline',
      cell: (row) => (
        <Link to="/mitra/pendaftaran/$id" params={{ id: row.id }}>
          <CooperativeName name={row.cooperative.name} />
        </Link>
      ),
    },
    { id: 'programme', head: t('partners.fields.programme'), cell: (row) => row.programme.name },
    {
      id: 'steps',
      head: t('partners.onboarding.steps'),
      cell: (row) => t('partners.onboarding.stepsDone', { done: row.stepsDone, of: row.stepCount }),
    },
    { id: 'current', head: t('partners.onboarding.current'), cell: (row) => row.current?.name ?? '' },
    { id: 'waits', head: t('partners.onboarding.waits'), cell: (row) => <Waiting onboarding={row} /> },
    { id: 'since', head: t('partners.onboarding.since'), onPhone: 'left-out', cell: (row) => date(row.since) },
    { id: 'source', head: t('partners.list.source'), cell: (row) => <SourceHint source={row.source} /> },
    {
      id: 'take-up',
      head: t('partners.list.actions'),
      can: 'partnership.edit',
      align: 'end',
      onPhone: 'action',
      cell: (row) => <TakeUpButton onboarding={row} />,
    },
  ];
}

/** Whose move it is and for how long; what is stuck is marked, and what is over says how it ended. */
export function Waiting({ onboarding }: { onboarding: OnboardingShown }) {
  const { t } = useSpeech();
  const { status, waitsOn, isHeld, days } = onboarding;
  if (waitsOn === null || days === null) return t(`partners.onboarding.status.${status}`);
  const who = t(`partners.options.waitsOn.${waitsOn}`);
  return (
    <>
      {isHeld ? t('partners.onboarding.heldBy', { who }) : who} <Days count={days} late={isHeld} />
    </>
  );
}

function Open() {
  const { t } = useSpeech();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  const programmes = useQuery(read(listProgrammesCall)).data?.rows ?? [];
  const choices = programmes.map(({ code, name, partner }) => ({ value: code, label: `${name} (${partner.name})` }));
  return (
    <RecordButton
      kind="act"
      verb={t('partners.onboarding.open')}
      call={openOnboardingCall}
      start={cooperativeId === undefined ? {} : { cooperativeId }}
      refreshes={['tasks']}
      refusedAt={{
        'partners/in-future': '/openedOn',
        'partners/unknown-programme': '/programme',
        'partners/onboarding-under-way': '/programme',
      }}
      inputs={{
        cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />,
        programme: (props) => <ChoiceInput {...(props as InputProps<string>)} choices={choices} />,
      }}
    />
  );
}
