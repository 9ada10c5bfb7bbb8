import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '../../../server/kernel/ids.ts';
import { addFileCall, getFileCall } from '../../../server/platform/files/file.schema.ts';
import { useSpeech } from '../i18n.ts';
import { newId } from '../ids.ts';
import { download, upload } from '../send.ts';
import { Button } from './Button.tsx';
import { FileInput, type InputProps } from './inputs.tsx';
import { notify } from './notices.tsx';
import { wordsFor } from './States.tsx';

const acceptedTypes = 'application/pdf,image/jpeg,image/png,image/webp';

/** A document about a cooperative, or of the city: sent as soon as it is chosen; the value is its id, to be named by the record that needs it. */
export function UploadInput({
  value,
  onChange,
  help,
  error,
  cooperativeId,
  ...frame
}: InputProps<Id<'file'>> & { cooperativeId?: Id<'cooperative'> }) {
  const { t } = useSpeech();
  const [file, setFile] = useState<File>();
  const sending = useMutation({
    mutationFn: (chosen: File) =>
      upload(
        addFileCall,
        { id: newId<'file'>(), name: chosen.name, ...(cooperativeId !== undefined && { cooperativeId }) },
        chosen,
      ),
    onSuccess: (kept) => onChange(kept.id),
  });
  const status = sending.isPending ? t('platform.file.sending') : value ? t('platform.file.kept') : undefined;
  return (
    <FileInput
      {...frame}
      accept={acceptedTypes}
      value={file}
      status={status}
      help={help ?? t('platform.file.accepted')}
      error={error ?? (sending.error ? wordsFor(sending.error, t) : undefined)}
      onChange={(chosen) => {
        setFile(chosen);
        onChange(undefined);
        sending.reset();
        if (chosen) sending.mutate(chosen);
      }}
    />
  );
}

/** Saves a kept document on the device. */
export function FileButton({ id, about }: { id: Id<'file'>; about: string }) {
  const { t } = useSpeech();
  const taking = useMutation({
    mutationFn: () => download(getFileCall, { params: { id } }),
    onError: (problem) => notify(wordsFor(problem, t), 'note'),
  });
  return (
    <Button
      kind="quiet"
      icon={<IconDownload size={16} aria-hidden />}
      busy={taking.isPending}
      aria-label={t('platform.file.saveAbout', { about })}
      onClick={() => taking.mutate()}
    >
      {t('platform.file.save')}
    </Button>
  );
}
