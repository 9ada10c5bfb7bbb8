import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpeech } from '../platform/i18n.ts';
import { queryClient } from '../platform/query.ts';
import { type SignInStep, SignInSteps } from '../platform/shell/SignInSteps.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { Door } from './Door.tsx';

/** The way in. */
export function SignInScreen() {
  const { t } = useSpeech();
  const [step, setStep] = useState<SignInStep>('password');
  const [address, setAddress] = useState<string>();
  const enter = useEnter();
  const isFirst = step === 'password';
  return (
    <Door
      title={isFirst ? t('access.signIn.title') : t('access.signIn.code.title')}
      lead={isFirst ? t('access.signIn.lead') : t('access.signIn.code.lead')}
    >
      <SignInSteps step={step} onStep={setStep} address={address} onEntered={enter} />
      {isFirst && <DemoAccounts onChosen={setAddress} />}
      <a href="/">{t('access.signIn.public')}</a>
    </Door>
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
