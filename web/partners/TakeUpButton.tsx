import { useState } from 'react';
import { type OnboardingShown, takeUpOnboardingCall } from '../../server/partners/onboarding/onboarding.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { notify } from '../platform/ui/notices.tsx';

/** Records the partnership an onboarding has come to: nothing is typed again. Not there where nothing new was reached. */
export function TakeUpButton({ onboarding: { id, partner, offers } }: { onboarding: OnboardingShown }) {
  const { t, date } = useSpeech();
  const [partnershipId] = useState(() => newId<'partnership'>());
  if (offers === null || !may('partnership.edit')) return null;
  const stage = t(`partners.options.stage.${offers.stage}`);
  return (
    <ConfirmButton
      kind="quiet"
      verb={t('partners.onboarding.takeUp')}
      consequence={t('partners.onboarding.takeUpSaid', { partner: partner.name, stage, since: date(offers.since) })}
      onConfirm={async () => {
        await send(takeUpOnboardingCall, { params: { id }, body: { id: partnershipId } });
        notify(t('platform.recorded.done'));
        await refresh('partners', 'cooperatives');
      }}
    />
  );
}
