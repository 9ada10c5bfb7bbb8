import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { addBoundaryDraftCall, programmeStart } from '../../server/reference/boundary/boundary.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { refresh } from '../platform/query.ts';
import { upload } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { BusinessDateInput, FileInput, TextInput } from '../platform/ui/inputs.tsx';
import { Stack } from '../platform/ui/Page.tsx';
import { ProblemState } from '../platform/ui/States.tsx';

interface Given {
  readonly file: File;
  readonly source: string;
  readonly licence: string;
  readonly validFrom: BusinessDate;
}

/** A file with whose it is. Sent again after a lost answer it is the same draft, because its id was made when it was chosen. */
export function BoundaryUpload({ kind }: { kind: 'act' | 'plain' }) {
  const { t } = useSpeech();
  const [id, setId] = useState(() => newId<'boundary-draft'>());
  const [given, setGiven] = useState<Partial<Given>>({ validFrom: programmeStart });
  const sending = useMutation({
    mutationFn: ({ file, ...origin }: Given) =>
      upload(addBoundaryDraftCall, { id, fileName: file.name, ...origin }, file),
    onSuccess: async () => {
      setId(newId<'boundary-draft'>());
      await refresh('reference');
    },
  });
  const change = <Name extends keyof Given>(name: Name) => {
    return (value: Given[Name] | undefined) => {
      setGiven(
        ({ [name]: _, ...others }) => (value === undefined ? others : { ...others, [name]: value }) as Partial<Given>,
      );
      setId(newId<'boundary-draft'>());
      sending.reset();
    };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole(given)) sending.mutate(given);
      }}
    >
      <Stack>
        <FileInput
          label={t('reference.import.file')}
          help={t('reference.import.fileHelp')}
          required
          accept=".geojson,.json,application/geo+json,application/json"
          value={given.file}
          onChange={change('file')}
        />
        <TextInput
          label={t('reference.import.source')}
          help={t('reference.import.sourceHelp')}
          required
          maxLength={200}
          value={given.source}
          onChange={change('source')}
        />
        <TextInput
          label={t('reference.import.licence')}
          required
          maxLength={100}
          value={given.licence}
          onChange={change('licence')}
        />
        <BusinessDateInput
          label={t('reference.import.validFrom')}
          help={t('reference.import.validFromHelp')}
          required
          value={given.validFrom}
          onChange={change('validFrom')}
        />
        {sending.error && <ProblemState problem={sending.error} />}
        <p>
          <Button kind={kind} type="submit" disabled={!isWhole(given)} busy={sending.isPending}>
            {t('reference.import.check')}
          </Button>
        </p>
      </Stack>
    </form>
  );
}

function isWhole(given: Partial<Given>): given is Given {
  return (
    given.file !== undefined &&
    given.validFrom !== undefined &&
    Boolean(given.source?.trim()) &&
    Boolean(given.licence?.trim())
  );
}
