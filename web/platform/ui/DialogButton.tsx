import { type ReactNode, useState } from 'react';
import { useSpeech } from '../i18n.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { notify } from './notices.tsx';

interface DialogButtonProps {
  /** The verb on the button. */
  verb: string;
  /** The dialog's title, where the verb alone does not say what it is about. */
  title?: string;
  kind?: 'act' | 'plain' | 'quiet';
  /** The form; made anew each time it is opened. `done` closes it and says that it is on record. */
  children: (close: () => void, done: () => void) => ReactNode;
}

/** A button that opens a short form over the page. */
export function DialogButton({ verb, title = verb, kind = 'plain', children }: DialogButtonProps) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const done = () => {
    close();
    notify(t('platform.recorded.done'));
  };
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <Dialog title={title} open={open} onClose={close}>
        {children(close, done)}
      </Dialog>
    </>
  );
}
