import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addKibImportCall } from '../../../server/assets/kib/kib.schema.ts';
import type { BusinessDate } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { newId } from '../../platform/ids.ts';
import { refresh } from '../../platform/query.ts';
import { upload } from '../../platform/send.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { BusinessDateInput, ChoiceInput, FileInput, TextInput } from '../../platform/ui/inputs.tsx';
import { Stack } from '../../platform/ui/Page.tsx';
import { ProblemState } from '../../platform/ui/States.tsx';

interface Given {
  readonly file: File;
  readonly asOf: BusinessDate;
  readonly priceUnit?: string;
  readonly location?: string;
}

const units = ['thousand', 'full'] as const;
const locationForm = /^\d+(\.\d+){2,}$/;

/** A register with the day it stood so. Sent again after a lost answer it is the same import, because its id was made when it was chosen. */
export function KibUpload({ kind }: { kind: 'act' | 'plain' }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [id, setId] = useState(() => newId<'kib-import'>());
  const [given, setGiven] = useState<Partial<Given>>({});
  const sending = useMutation({
    mutationFn: ({ file, asOf, priceUnit, location }: Given) => {
      const unit = units.find((each) => each === priceUnit);
      const more = { ...(unit && { priceUnit: unit }), ...(location && { location }) };
      return upload(addKibImportCall, { id, fileName: file.name, asOf, ...more }, file);
    },
    onSuccess: async () => {
      setId(newId<'kib-import'>());
      await refresh('assets');
      await navigate({ to: '/aset/impor', search: { import: id } });
    },
  });
  const change = <Name extends keyof Given>(name: Name) => {
    return (value: Given[Name] | undefined) => {
      setGiven(
        ({ [name]: _, ...others }) => (value === undefined ? others : { ...others, [name]: value }) as Partial<Given>,
      );
      setId(newId<'kib-import'>());
      sending.reset();
    };
  };
  const isLocationWrong = Boolean(given.location) && !locationForm.test(given.location ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole(given) && !isLocationWrong) sending.mutate(given);
      }}
    >
      <Stack>
        <FileInput
          label={t('assets.kib.file')}
          help={t('assets.kib.fileHint')}
          required
          accept=".xlsx,.csv,.txt,text/csv"
          value={given.file}
          onChange={change('file')}
        />
        <BusinessDateInput label={t('assets.kib.asOf')} required value={given.asOf} onChange={change('asOf')} />
        <ChoiceInput
          label={t('assets.kib.priceUnit')}
          help={t('assets.kib.units.auto')}
          value={given.priceUnit}
          onChange={change('priceUnit')}
          choices={units.map((value) => ({ value, label: t(`assets.kib.units.${value}`) }))}
        />
        <TextInput
          label={t('assets.kib.location')}
          help={t('assets.kib.locationHint')}
          maxLength={60}
          value={given.location}
          onChange={change('location')}
          {...(isLocationWrong && { error: t('assets.kib.locationWrong') })}
        />
        {sending.error && <ProblemState problem={sending.error} />}
        <p>
          <Button kind={kind} type="submit" disabled={!isWhole(given) || isLocationWrong} busy={sending.isPending}>
            {t('assets.kib.send')}
          </Button>
        </p>
      </Stack>
    </form>
  );
}

function isWhole(given: Partial<Given>): given is Given {
  return given.file !== undefined && given.asOf !== undefined;
}
