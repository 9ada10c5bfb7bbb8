import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { backupCodeCall, secondFactorCall, signInCall } from '../../server/platform/auth/sign-in.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { queryClient } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { code, email, knownPassword } from './credential-inputs.tsx';
import css from './SignInScreen.module.css';

type Step = 'password' | 'code' | 'backup-code';

/** The way in: address and password, then the second factor where the person has one. */
export function SignInScreen() {
  const { t } = useSpeech();
  const [step, setStep] = useState<Step>('password');
  const enter = useEnter();
  const title = step === 'password' ? t('access.signIn.title') : t('access.signIn.code.title');
  return (
    <main className={css.screen}>
      <title>{`${title} · Lumbung`}</title>
      <p className={css.brand}>Lumbung</p>
      <h1>{title}</h1>
      <p className={css.lead}>{step === 'password' ? t('access.signIn.lead') : t('access.signIn.code.lead')}</p>
      {step === 'password' && (
        <CallForm
          call={signInCall}
          inputs={{ email, password: knownPassword }}
          submit={t('access.signIn.verb')}
          onDone={({ secondFactorNeeded }) => (secondFactorNeeded ? setStep('code') : enter())}
        />
      )}
      {step === 'code' && (
        <>
          <CallForm call={secondFactorCall} inputs={{ code }} submit={t('access.signIn.code.verb')} onDone={enter} />
          <Button kind="quiet" onClick={() => setStep('backup-code')}>
            {t('access.signIn.backup.use')}
          </Button>
        </>
      )}
      {step === 'backup-code' && (
        <CallForm call={backupCodeCall} submit={t('access.signIn.backup.verb')} onDone={enter} />
      )}
      <a href="/">{t('access.signIn.public')}</a>
    </main>
  );
}

/** To where the person was going before he was asked to sign in: a path inside the app, so that no link leads elsewhere. */
function useEnter(): () => void {
  const router = useRouter();
  const { lanjut } = useSearch({ from: '/masuk' });
  return () => {
    queryClient.clear();
    router.history.push(`/app${lanjut?.startsWith('/') ? lanjut : '/'}`);
  };
}
