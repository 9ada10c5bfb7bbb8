import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { firstSetUpStateCall } from '../../server/access/access.schema.ts';
import { demoEmailOf, isRoleName, roleNames } from '../../server/access/role.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { ChoiceInput } from '../platform/ui/inputs.tsx';
import css from './SignInScreen.module.css';

/** In the demo: which accounts there are and where their passwords stand. Choosing a role fills in its address only. */
export function DemoAccounts({ onChosen }: { onChosen: (email: string) => void }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string>();
  const { data } = useQuery(read(firstSetUpStateCall));
  if (!data?.isDemo) return null;
  return (
    <aside className={css.demo} aria-label={t('access.signIn.demo.title')}>
      <ChoiceInput
        id="demo-role"
        label={t('access.signIn.demo.role')}
        help={t('access.signIn.demo.where')}
        required
        choices={roleNames.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
        value={chosen}
        onChange={(role) => {
          setChosen(role);
          if (role !== undefined && isRoleName(role)) onChosen(demoEmailOf(role));
        }}
      />
    </aside>
  );
}
