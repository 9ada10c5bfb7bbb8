import { useQuery } from '@tanstack/react-query';
import {
  editProfileCall,
  listFundingSourcesCall,
  recordFacilityCall,
  recordOperationCall,
  type StateActionShown,
} from '../../server/cooperatives/cooperative.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import type { InputOfOnesOwn } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { FileButton, UploadInput } from '../platform/ui/files.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { RecordedNote, SourceNote } from '../platform/ui/marks.tsx';
import { Columns, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import type { Cooperative } from './cooperative-page.ts';

/** Who it is, and everything reported about its building and its trade. */
export function SummaryTab({ cooperative }: { cooperative: Cooperative }) {
  const { t, date } = useSpeech();
  const { address, establishedOn, funding } = cooperative;
  return (
    <Columns shape="narrow-wide">
      <Section
        title={t('cooperatives.profile.title')}
        aside={may('cooperative.edit') && <EditProfile cooperative={cooperative} />}
      >
        <Facts
          items={[
            { label: t('cooperatives.fields.address'), value: address ?? t('cooperatives.untold') },
            {
              label: t('cooperatives.fields.establishedOn'),
              value: establishedOn ? date(establishedOn) : t('cooperatives.untold'),
            },
            {
              label: t('cooperatives.fields.fundingCode'),
              value: funding ? `${funding.name} (${funding.legalBasis})` : t('cooperatives.untold'),
            },
          ]}
        />
      </Section>
      <Section
        title={t('cooperatives.history.title')}
        aside={
          <>
            {may('facility.record') && <RecordState cooperative={cooperative} axis="facility" />}
            {may('operation.record') && <RecordState cooperative={cooperative} axis="operation" />}
          </>
        }
      >
        {cooperative.history.length === 0 ? (
          <EmptyState title={t('cooperatives.history.none')}>{t('cooperatives.history.noneTodo')}</EmptyState>
        ) : (
          <History cooperative={cooperative} />
        )}
      </Section>
    </Columns>
  );
}

function History({ cooperative }: { cooperative: Cooperative }) {
  const { t, date } = useSpeech();
  return (
    <Timeline
      items={cooperative.history
        .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? 1 : -1))
        .map((action) => ({
          key: action.id,
          when: date(action.effectiveOn),
          what: `${t(`cooperatives.axis.${action.axis}`)}: ${t(`cooperatives.options.state.${action.state}`)}`,
          corrected: action.corrected,
          from: (
            <>
              {[
                action.reason,
                action.targetOn && t('cooperatives.history.target', { date: date(action.targetOn) }),
                ...action.flags.map((flag) => t(`cooperatives.flags.${flag}`)),
                action.corrected && t('cooperatives.history.corrected'),
                action.correctsId && t('cooperatives.history.corrects'),
              ]
                .filter((part) => part)
                .map((part) => `${part} · `)}
              <SourceNote source={action.source} /> <RecordedNote {...action.recorded} />
              {action.fileId && may('file.read') && <FileButton id={action.fileId} about={action.source.name} />}
              {!action.corrected && may(`${action.axis}.record`) && (
                <RecordState cooperative={cooperative} axis={action.axis} corrects={action} />
              )}
            </>
          ),
        }))}
    />
  );
}

const refusedAt = {
  'cooperatives/in-future': '/effectiveOn',
  'cooperatives/already-so': '/state',
  'cooperatives/target-before-start': '/targetOn',
  'cooperatives/already-corrected': '/correctsId',
  'cooperatives/corrects-other': '/correctsId',
};

interface RecordStateProps {
  readonly cooperative: Cooperative;
  readonly axis: StateActionShown['axis'];
  /** The line of the history that was wrong: the form begins with its day. */
  readonly corrects?: StateActionShown;
}

function RecordState({ cooperative, axis, corrects }: RecordStateProps) {
  const { t, date } = useSpeech();
  const earlier = cooperative.history.filter((action) => action.axis === axis && !action.corrected);
  const inputs: Record<string, InputOfOnesOwn> = {
    correctsId: (props) => (
      <ChoiceInput
        {...(props as InputProps<string>)}
        choices={earlier.map((action) => ({
          value: action.id,
          label: `${date(action.effectiveOn)}: ${t(`cooperatives.options.state.${action.state}`)}`,
        }))}
      />
    ),
    fileId: (props) => <UploadInput {...(props as InputProps<Id<'file'>>)} cooperativeId={cooperative.id} />,
  };
  const asked = [
    'effectiveOn',
    'reason',
    'source',
    ...(may('file.add') ? ['fileId' as const] : []),
    ...(earlier.length > 0 && corrects === undefined ? ['correctsId' as const] : []),
  ] as const;
  const start = corrects && { effectiveOn: corrects.effectiveOn, correctsId: corrects.id };
  const common = {
    params: { cooperativeId: cooperative.id },
    refusedAt,
    inputs,
    refreshes: ['tasks', 'reporting'],
    verb: t(corrects === undefined ? `cooperatives.record.${axis}` : 'cooperatives.record.correct'),
    ...(start && { start, kind: 'quiet' as const }),
  };
  if (axis === 'operation') {
    return <RecordButton call={recordOperationCall} {...common} ask={['state', ...asked]} />;
  }
  return (
    <RecordButton
      call={recordFacilityCall}
      {...common}
      kind={corrects === undefined ? 'act' : 'quiet'}
      ask={(values) => ['state', ...(values.state === 'under_construction' ? ['targetOn' as const] : []), ...asked]}
    />
  );
}

function EditProfile({ cooperative }: { cooperative: Cooperative }) {
  const { t } = useSpeech();
  const { data } = useQuery(read(listFundingSourcesCall));
  const { id, address, establishedOn, funding } = cooperative;
  return (
    <RecordButton
      kind="quiet"
      verb={t('cooperatives.profile.edit')}
      call={editProfileCall}
      params={{ id }}
      start={{
        ...(address !== null && { address }),
        ...(establishedOn !== null && { establishedOn }),
        ...(funding !== null && { fundingCode: funding.code }),
      }}
      inputs={{
        fundingCode: (props) => (
          <ChoiceInput
            {...(props as InputProps<string>)}
            choices={(data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        ),
      }}
    />
  );
}
