import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { photoBytesMax, photosMax } from '../../../server/assets/survey/survey.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { newId } from '../../platform/ids.ts';
import { momentNow } from '../../platform/session.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { wordsFor } from '../../platform/ui/States.tsx';
import type { KeptDraft, KeptPhoto } from './draft.ts';
import { photosOf, removePhoto, saveDraft, savePhoto } from './draft-box.ts';
import { problemFrom } from './drafts.ts';
import css from './survey.module.css';

const accepted = 'image/jpeg,image/png,image/webp';

/** The photos of a draft: each on the device as soon as it is taken, as the camera made it. @param before puts the draft itself there */
export function Photos({ draft, before }: { draft: KeptDraft; before?: () => Promise<void> }) {
  const { t, number } = useSpeech();
  const photos = useQuery({ queryKey: ['assets', 'drafts', 'photos', draft.id], queryFn: () => photosOf(draft.id) });
  const [problem, setProblem] = useState<string>();
  const kept = photos.data ?? [];
  const take = async (files: readonly File[]) => {
    setProblem(undefined);
    const fit = files.filter(({ size }) => size <= photoBytesMax).slice(0, photosMax - kept.length);
    if (fit.length < files.length) setProblem(t('assets.survey.photos.notAll', { max: number(photosMax) }));
    try {
      await before?.();
      for (const file of fit) await savePhoto(await photoFrom(file, draft));
    } catch {
      setProblem(t('assets.survey.photos.noRoom'));
    }
  };
  return (
    <div className={css.photos}>
      {kept.length > 0 && (
        <ul>
          {kept.map((photo) => (
            <PhotoKept key={photo.id} photo={photo} draft={draft} />
          ))}
        </ul>
      )}
      {problem && <p role="alert">{problem}</p>}
      {draft.state === 'writing' && kept.length < photosMax && (
        <>
          <div className={css.buttons}>
            <PhotoChooser label={t('assets.survey.photos.take')} fromCamera onChoose={(files) => void take(files)} />
            <PhotoChooser label={t('assets.survey.photos.choose')} onChoose={(files) => void take(files)} />
          </div>
          <p className="quiet small">{t('assets.survey.photos.help')}</p>
        </>
      )}
    </div>
  );
}

/** Read whole now: what a phone hands out may be a mere reference that is gone after a reload. */
async function photoFrom(file: File, { id: surveyId, values }: KeptDraft): Promise<KeptPhoto> {
  return {
    id: newId(),
    surveyId,
    name: file.name,
    takenAt: momentNow(),
    place: values.point,
    content: new Blob([await file.arrayBuffer()], { type: file.type }),
  };
}

function PhotoChooser({
  label,
  fromCamera = false,
  onChoose,
}: {
  label: string;
  fromCamera?: boolean;
  onChoose: (files: readonly File[]) => void;
}) {
  return (
    <label className={css.chooser}>
      <input
        type="file"
        accept={accepted}
        {...(fromCamera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={({ target }) => {
          onChoose([...(target.files ?? [])]);
          target.value = ''; // the same photo may be chosen again after it was removed
        }}
      />
      <span>{label}</span>
    </label>
  );
}

function PhotoKept({ photo, draft }: { photo: KeptPhoto; draft: KeptDraft }) {
  const { t, number } = useSpeech();
  const { refused, name, content } = photo;
  const isFree = draft.state === 'writing';
  /** What kept a survey from going is settled, so it is tried again. */
  const settle = async (step: Promise<void>) => {
    await step;
    if (!isFree) await saveDraft({ ...draft, savedAt: momentNow() });
  };
  return (
    <li>
      <Picture content={content} alt={name} />
      <div>
        <p className="small">
          {name} · {t('platform.form.fileSize', { size: number(Math.ceil(content.size / 1_024)) })}
        </p>
        <p className="small" role={refused ? 'alert' : undefined}>
          {refused ? wordsFor(problemFrom(refused), t) : t('assets.survey.photos.kept')}
        </p>
        <div className={css.buttons}>
          {refused && (
            <Button kind="quiet" onClick={() => void settle(savePhoto({ ...photo, refused: undefined }))}>
              {t('assets.survey.photos.again')}
            </Button>
          )}
          {(isFree || refused) && (
            <Button kind="quiet" onClick={() => void settle(removePhoto(photo.id))}>
              {t('assets.survey.photos.remove', { name })}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** A picture that is at hand as bytes. */
export function Picture({ content, alt }: { content: Blob; alt: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return address === undefined ? null : <img src={address} alt={alt} />;
}
