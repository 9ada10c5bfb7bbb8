import { backupCodeCall, secondFactorCall, signInCall } from '../../../server/platform/auth/sign-in.schema.ts';
import { code, email, knownPassword } from '../credential-inputs.tsx';
import { CallForm } from '../form.tsx';
import { useSpeech } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';

export type SignInStep = 'password' | 'code' | 'backup-code';

interface SignInStepsProps {
  step: SignInStep;
  onStep: (next: SignInStep) => void;
  /** Whose address stands in the form at the start. */
  address?: string | undefined;
  onEntered: () => void;
}

/** Address and password, then the second factor where the person has one: on the way in, and over a screen whose session ended. */
export function SignInSteps({ step, onStep, address, onEntered }: SignInStepsProps) {
  const { t } = useSpeech();
  if (step === 'password') {
    return (
      <CallForm
        key={address}
        call={signInCall}
        {...(address !== undefined && { start: { email: address } })}
        ask={['email', 'password']}
        inputs={{ email, password: knownPassword }}
        submit={t('access.signIn.verb')}
        onDone={({ secondFactorNeeded }) => (secondFactorNeeded ? onStep('code') : onEntered())}
      />
    );
  }
  if (step === 'backup-code') {
    return <CallForm call={backupCodeCall} submit={t('access.signIn.backup.verb')} onDone={onEntered} />;
  }
  return (
    <>
      <CallForm call={secondFactorCall} inputs={{ code }} submit={t('access.signIn.code.verb')} onDone={onEntered} />
      <Button kind="quiet" onClick={() => onStep('backup-code')}>
        {t('access.signIn.backup.use')}
      </Button>
    </>
  );
}
