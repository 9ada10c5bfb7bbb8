import { useQuery } from '@tanstack/react-query';
import {
  addOfficerCall,
  declareKinshipCall,
  endOfficerCall,
  listOfficersCall,
} from '../../server/cooperatives/officer.schema.ts';
import { officerBodies } from '../../server/cooperatives/officer.ts';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { ChoiceInput, type InputProps } from '../platform/ui/inputs.tsx';
import { RecordedNote, SourceHint } from '../platform/ui/marks.tsx';
import { Section, Stack } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';

type People = ReplyOf<typeof listOfficersCall>;

/** Board and supervisors, and what the rules say about who sits where. */
export function OfficersTab({ id, asOf }: { id: Id<'cooperative'>; asOf?: BusinessDate }) {
  const { t } = useSpeech();
  const people = useQuery(read(listOfficersCall, { params: { cooperativeId: id }, ...(asOf && { query: { asOf } }) }));
  return (
    <Section
      title={t('cooperatives.tabs.officers')}
      aside={may('people.edit') && <Edit id={id} people={people.data} />}
    >
      <Loaded
        query={people}
        emptyIf={(data) => data.officers.length === 0}
        empty={<EmptyState title={t('cooperatives.officers.none')}>{t('cooperatives.officers.noneTodo')}</EmptyState>}
      >
        {(data) => (
          <Stack>
            <Warnings people={data} />
            {officerBodies.map((body) => (
              <Body key={body} people={data} body={body} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function Warnings({ people }: { people: People }) {
  const { t } = useSpeech();
  if (people.warnings.length === 0) return null;
  const names = new Map(people.officers.map((officer) => [officer.id, officer.name]));
  return (
    <ul>
      {people.warnings.map(({ kind, officerIds }) => (
        <li key={kind + officerIds.join()}>
          {t(`cooperatives.warnings.${kind}`)} ({officerIds.map((each) => names.get(each)).join(', ')})
        </li>
      ))}
    </ul>
  );
}

function Body({ people, body }: { people: People; body: (typeof officerBodies)[number] }) {
  const { t, date } = useSpeech();
  return (
    <div>
      <h3>{t(`cooperatives.options.body.${body}`)}</h3>
      <Facts
        items={people.officers
          .filter((officer) => officer.body === body)
          .map((officer) => ({
            label: t(`cooperatives.options.post.${officer.post}`),
            key: officer.id,
            value: (
              <>
                <strong>{officer.name}</strong> {date(officer.termFrom)} –{' '}
                {officer.termTo ? date(officer.termTo) : t('cooperatives.openEnd')}
                {officer.inOffice ? '' : ` · ${t('cooperatives.officers.past')}`} <SourceHint source={officer.source} />{' '}
                <RecordedNote {...officer.recorded} />
              </>
            ),
            action: officer.inOffice && may('people.edit') && (
              <RecordButton
                kind="quiet"
                verb={t('cooperatives.officers.end')}
                title={officer.name}
                call={endOfficerCall}
                params={{ id: officer.id }}
                refusedAt={{ 'cooperatives/dates-reversed': '/on' }}
              />
            ),
          }))}
      />
    </div>
  );
}

function Edit({ id, people }: { id: Id<'cooperative'>; people: People | undefined }) {
  const { t } = useSpeech();
  const choices = (people?.officers ?? []).map((officer) => ({ value: officer.id, label: officer.name }));
  const input = (props: InputProps<unknown>) => <ChoiceInput {...(props as InputProps<string>)} choices={choices} />;
  return (
    <>
      <RecordButton
        verb={t('cooperatives.officers.add')}
        call={addOfficerCall}
        params={{ cooperativeId: id }}
        refusedAt={{ 'cooperatives/dates-reversed': '/termTo' }}
      />
      {choices.length > 1 && (
        <RecordButton
          kind="quiet"
          verb={t('cooperatives.officers.kinship')}
          call={declareKinshipCall}
          params={{ cooperativeId: id }}
          inputs={{ officerId: input, relativeId: input }}
        />
      )}
    </>
  );
}
