import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeech } from '../i18n.ts';
import { Button } from './Button.tsx';
import css from './ConfirmButton.module.css';
import { Dialog } from './Dialog.tsx';
import { ProseInput } from './inputs.tsx';
import { wordsFor } from './States.tsx';

interface ConfirmButtonProps {
  /** The verb, on the button and again on the one that does it. */
  verb: string;
  /** What will happen, in a whole sentence. */
  consequence: ReactNode;
  /** Ask why, when the record keeps a reason. */
  asksReason?: boolean;
  kind?: 'act' | 'plain' | 'quiet';
  onConfirm: (reason: string) => Promise<unknown>;
}

const reasonLengthMax = 1000;

/** A step that cannot be taken back: says what it does, may ask why, and only then does it. */
export function ConfirmButton({
  verb,
  consequence,
  asksReason = false,
  kind = 'plain',
  onConfirm,
}: ConfirmButtonProps) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: () => setOpen(false) });
  const confirm = () => {
    const lacking = asksReason && reason.trim() === '';
    setMissing(lacking);
    if (!lacking) doing.mutate(reason.trim());
  };
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <Dialog title={`${verb}?`} open={open} onClose={() => setOpen(false)}>
        <div className={css.body}>
          <p>{consequence}</p>
          {asksReason && (
            <ProseInput
              label={t('platform.confirm.reason')}
              required
              value={reason}
              maxLength={reasonLengthMax}
              error={missing ? t('platform.form.rule.required') : undefined}
              onChange={(text) => setReason(text ?? '')}
            />
          )}
          {doing.error && <p role="alert">{wordsFor(doing.error, t)}</p>}
          <div className={css.buttons}>
            <Button kind="act" busy={doing.isPending} onClick={confirm}>
              {verb}
            </Button>
            <Button kind="quiet" onClick={() => setOpen(false)}>
              {t('platform.form.cancel')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
