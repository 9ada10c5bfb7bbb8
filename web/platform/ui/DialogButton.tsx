import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface DialogButtonProps {
  /** The verb on the button. */
  verb: string;
  /** The dialog's title, where the verb alone does not say what it is about. */
  title?: string;
  kind?: 'act' | 'plain' | 'quiet';
  /** The form; made anew each time it is opened. */
  children: (close: () => void) => ReactNode;
}

/** A button that opens a short form over the page. */
export function DialogButton({ verb, title = verb, kind = 'plain', children }: DialogButtonProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <Dialog title={title} open={open} onClose={close}>
        {children(close)}
      </Dialog>
    </>
  );
}
