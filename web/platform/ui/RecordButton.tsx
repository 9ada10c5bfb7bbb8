import type { ComponentProps } from 'react';
import type { Call } from '../../../server/kernel/call.ts';
import { CallForm } from '../form.tsx';
import { DialogButton } from './DialogButton.tsx';

type Form<C extends Call> = Omit<ComponentProps<typeof CallForm<C>>, 'submit' | 'cancel' | 'onDone'>;

/** A verb that opens the form of its call, and says so once it is recorded. */
export function RecordButton<C extends Call>({
  verb,
  title,
  kind,
  ...form
}: Form<C> & { verb: string; title?: string; kind?: 'act' | 'plain' | 'quiet' }) {
  return (
    <DialogButton verb={verb} {...(title !== undefined && { title })} {...(kind && { kind })}>
      {(close, done) => <CallForm<C> {...(form as Form<C>)} submit={verb} cancel={close} onDone={done} />}
    </DialogButton>
  );
}
