import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readPasswordResetCall, resetPasswordCall } from '../../server/access/access.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { newPassword } from '../platform/credential-inputs.tsx';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { type Problem, send } from '../platform/send.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { Door, NoToken, tokenOfLink } from './Door.tsx';

/** By the one-time link of an administrator: who forgot his password chooses another. */
export function NewPasswordScreen() {
  const { t } = useSpeech();
  const token = tokenOfLink();
  return <Door title={t('access.reset.title')}>{token === undefined ? <NoToken /> : <Choose token={token} />}</Door>;
}

function Choose({ token }: { token: string }) {
  const { t } = useSpeech();
  const [isDone, setDone] = useState(false);
  const person = useQuery<ReplyOf<typeof readPasswordResetCall>, Problem>({
    queryKey: ['platform', 'password-reset', token],
    queryFn: ({ signal }) => send(readPasswordResetCall, { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isDone) {
    return (
      <>
        <p role="status">{t('access.reset.done')}</p>
        <ButtonLink kind="act" to="/masuk">
          {t('access.signIn.verb')}
        </ButtonLink>
      </>
    );
  }
  return (
    <Loaded query={person}>
      {({ name, email }) => (
        <>
          <p>{t('access.reset.lead', { name, email })}</p>
          <CallForm
            call={resetPasswordCall}
            start={{ token }}
            ask={['password']}
            inputs={{ password: newPassword }}
            refusedAt={{ 'auth/weak-password': '/password' }}
            submit={t('access.reset.verb')}
            onDone={() => setDone(true)}
          />
        </>
      )}
    </Loaded>
  );
}
