import { useQuery } from '@tanstack/react-query';
import {
  listRequirementsCall,
  type RequirementShown,
  recordRequirementCall,
} from '../../server/cooperatives/requirement.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { FileButton, UploadInput } from '../platform/ui/files.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { RecordedNote, SourceNote } from '../platform/ui/marks.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Loaded } from '../platform/ui/States.tsx';

/** Papers and meetings the rules ask for; none waits for another. */
export function RequirementsTab({ id }: { id: Id<'cooperative'> }) {
  const { t } = useSpeech();
  const requirements = useQuery(read(listRequirementsCall, { params: { cooperativeId: id } }));
  return (
    <Section title={t('cooperatives.tabs.requirements')}>
      <Loaded query={requirements}>
        {({ rows }) => (
          <Facts
            items={rows.map((row) => ({
              label: row.name,
              value: <Standing row={row} />,
              action: may('requirement.edit') && <RecordStanding id={id} row={row} />,
            }))}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Standing({ row }: { row: RequirementShown }) {
  const { t, date } = useSpeech();
  const told = [
    t(`cooperatives.standing.${row.standing}`),
    row.number,
    row.metOn && date(row.metOn),
    row.expiresOn && t('cooperatives.requirements.expires', { date: date(row.expiresOn) }),
    row.note,
  ];
  return (
    <>
      <span className={row.standing === 'missing' ? 'quiet' : ''}>{told.filter((part) => part).join(' · ')}</span>{' '}
      {row.source && <SourceNote source={row.source} />} {row.recorded && <RecordedNote {...row.recorded} />}
      {row.fileId && may('file.read') && <FileButton id={row.fileId} about={row.name} />}
    </>
  );
}

function RecordStanding({ id, row }: { id: Id<'cooperative'>; row: RequirementShown }) {
  const { t } = useSpeech();
  return (
    <RecordButton
      kind="quiet"
      verb={t('cooperatives.requirements.record')}
      title={row.name}
      call={recordRequirementCall}
      params={{ cooperativeId: id }}
      start={{ kind: row.kind, met: true }}
      ask={['met', 'metOn', 'number', 'expiresOn', ...(may('file.add') ? ['fileId' as const] : []), 'note', 'source']}
      inputs={{ fileId: (props) => <UploadInput {...(props as InputProps<Id<'file'>>)} cooperativeId={id} /> }}
      refusedAt={{ 'cooperatives/in-future': '/metOn', 'cooperatives/dates-reversed': '/expiresOn' }}
    />
  );
}
