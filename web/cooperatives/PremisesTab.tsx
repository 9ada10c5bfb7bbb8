import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addPremisesCall, listPremisesCall } from '../../server/cooperatives/premises.schema.ts';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { read } from '../platform/query.ts';
import { type InputProps, TextInput } from '../platform/ui/inputs.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { PremisesTable } from './PremisesTable.tsx';

export function PremisesTab({ id, asOf }: { id: Id<'cooperative'>; asOf?: BusinessDate }) {
  const { t } = useSpeech();
  const premises = useQuery(read(listPremisesCall, { query: { cooperativeId: id, ...(asOf && { asOf }) } }));
  return (
    <Section
      title={t('cooperatives.tabs.premises')}
      aside={
        may('cooperative.edit') && (
          <RecordButton
            verb={t('cooperatives.premises.add')}
            call={addPremisesCall}
            params={{ cooperativeId: id }}
            start={{ placeId: newId<'place'>() }} // read once, when the form opens: each premises has a place of its own
            inputs={{
              latitude: (props) => <DegreeInput {...(props as InputProps<number>)} />,
              longitude: (props) => <DegreeInput {...(props as InputProps<number>)} />,
            }}
            ask={[
              'use',
              'placeName',
              'address',
              'latitude',
              'longitude',
              'right',
              'agreementNumber',
              'validFrom',
              'validTo',
              'source',
            ]}
            refusedAt={{
              'cooperatives/dates-reversed': '/validTo',
              'cooperatives/point-half': '/longitude',
              'cooperatives/point-elsewhere': '/longitude',
            }}
          />
        )
      }
    >
      <PremisesTable query={premises} />
    </Section>
  );
}

/** Degrees as maps write them: `-1.2379`, a comma is taken too. */
function DegreeInput({ value, onChange, ...frame }: InputProps<number>) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  return (
    <TextInput
      {...frame}
      value={typed}
      onChange={(text = '') => {
        setTyped(text);
        const degrees = Number(text.trim().replace(',', '.'));
        onChange(text.trim() === '' || Number.isNaN(degrees) ? undefined : degrees);
      }}
    />
  );
}
