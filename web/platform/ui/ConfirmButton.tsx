import { useMutation } from '@tanstack/react-query';
import { useSpeech } from '../i18n.ts';
import { Button } from './Button.tsx';
import css from './ConfirmButton.module.css';
import { DialogButton } from './DialogButton.tsx';
import { wordsFor } from './States.tsx';

interface ConfirmButtonProps {
  /** The verb, on the button and again on the one that does it. */
  verb: string;
  /** What will happen, in a whole sentence. */
  consequence: string;
  onConfirm: () => Promise<unknown>;
  kind?: 'act' | 'plain' | 'quiet';
}

/** A step that cannot simply be taken back: says what it does, and only then does it. */
export function ConfirmButton({ verb, consequence, onConfirm, kind = 'plain' }: ConfirmButtonProps) {
  return (
    <DialogButton kind={kind} verb={verb} title={`${verb}?`}>
      {(close) => <Question {...{ verb, consequence, onConfirm, close }} />}
    </DialogButton>
  );
}

function Question({ verb, consequence, onConfirm, close }: Omit<ConfirmButtonProps, 'kind'> & { close: () => void }) {
  const { t } = useSpeech();
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: close });
  return (
    <div className={css.body}>
      <p>{consequence}</p>
      {doing.error && <p role="alert">{wordsFor(doing.error, t)}</p>}
      <div className={css.buttons}>
        <Button kind="act" busy={doing.isPending} onClick={() => doing.mutate()}>
          {verb}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('platform.form.cancel')}
        </Button>
      </div>
    </div>
  );
}
