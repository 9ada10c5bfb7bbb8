import { useQuery } from '@tanstack/react-query';
import { acceptInvitationCall, readInvitationCall, takeUpInvitationCall } from '../../server/access/access.schema.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { newPassword } from '../platform/credential-inputs.tsx';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { type Problem, send } from '../platform/send.ts';
import { meQuery } from '../platform/session.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import { Door, enterAnew, enterAs, NoToken, tokenOfLink } from './Door.tsx';

export function InvitationScreen() {
  const { t } = useSpeech();
  const token = tokenOfLink();
  return (
    <Door title={t('access.invitation.title')}>{token === undefined ? <NoToken /> : <Invited token={token} />}</Door>
  );
}

function Invited({ token }: { token: string }) {
  const { t } = useSpeech();
  const invitation = useQuery<ReplyOf<typeof readInvitationCall>, Problem>({
    queryKey: ['access', 'invitation', token],
    queryFn: ({ signal }) => send(readInvitationCall, { body: { token }, signal }),
  });
  return (
    <Loaded query={invitation}>
      {({ email, role, regency, isKnownUser }) => (
        <>
          <p>{t('access.invitation.lead', { email, role: t(`access.role.${role}`), city: regency.name })}</p>
          {isKnownUser ? (
            <TakeUp token={token} email={email} />
          ) : (
            <CallForm
              call={acceptInvitationCall}
              start={{ token }}
              ask={['name', 'password']}
              inputs={{ password: newPassword }}
              refusedAt={{ 'auth/weak-password': '/password' }}
              submit={t('access.invitation.verb')}
              onDone={(_, { password }) => void enterAs({ email, password })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

/** Who has an account takes the grant up signed in, so that holding the link is not enough. */
function TakeUp({ token, email }: { token: string; email: string }) {
  const { t } = useSpeech();
  const { data: me } = useQuery(meQuery);
  if (me?.email === email) {
    return (
      <CallForm
        call={takeUpInvitationCall}
        start={{ token }}
        ask={[]}
        submit={t('access.invitation.take')}
        onDone={() => enterAnew()}
      />
    );
  }
  return (
    <>
      <p>{t('access.invitation.known')}</p>
      <ButtonLink to="/masuk">{t('access.invitation.signIn')}</ButtonLink>
    </>
  );
}
