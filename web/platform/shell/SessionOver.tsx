import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSpeech } from '../i18n.ts';
import { leave, type Me, meQuery } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type SignInStep, SignInSteps } from './SignInSteps.tsx';

/**
 * Asks a person whose session ended to sign in again over the screen he was on, so that what he typed is still there. Whoever
 * signs in as somebody else starts anew, and so does whoever closes the question.
 */
export function SessionOver({ before }: { before: Me }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<SignInStep>('password');
  const goOn = async () => {
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me?.userId === before.userId) await queryClient.invalidateQueries();
    else leave();
  };
  return (
    <Dialog title={t('platform.problem.signed-out.title')} open onClose={leave}>
      <p>{t('platform.sessionOver.kept')}</p>
      <SignInSteps step={step} onStep={setStep} address={before.email} onEntered={() => void goOn()} />
      <Button kind="quiet" onClick={leave}>
        {t('platform.sessionOver.leave')}
      </Button>
    </Dialog>
  );
}
