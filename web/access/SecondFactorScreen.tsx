import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { hat, hatKey, wear } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { meQuery, signOut } from '../platform/session.ts';
import { Button } from '../platform/ui/Button.tsx';
import { Door, enterAnew } from './Door.tsx';
import { Enrolment } from './Enrolment.tsx';

/** Before a role that needs a second factor does anything: setting it up, or putting on another hat that needs none. */
export function SecondFactorScreen() {
  const { t } = useSpeech();
  const { lanjut } = useSearch({ from: '/sandi-kedua' });
  const { data: me } = useQuery(meQuery);
  const worn = hat();
  const others = me?.hats.filter((each) => each !== worn && !each.needsSecondFactor) ?? [];
  return (
    <Door
      title={t('access.account.factor.title')}
      lead={worn && t('access.account.factor.first', { role: t(`access.role.${worn.role}`) })}
    >
      <Enrolment onDone={() => enterAnew(lanjut)} />
      {others.map((each) => (
        <Button
          key={hatKey(each)}
          kind="quiet"
          onClick={() => {
            wear(each);
            enterAnew();
          }}
        >
          {t('access.account.factor.otherHat', { role: t(`access.role.${each.role}`) })}
        </Button>
      ))}
      <Button kind="quiet" onClick={() => void signOut()}>
        {t('platform.signOut')}
      </Button>
    </Door>
  );
}
