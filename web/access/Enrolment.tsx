import { useState } from 'react';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { confirmSecondFactorCall, enrolSecondFactorCall } from '../../server/platform/auth/sign-in.schema.ts';
import { code, knownPassword } from '../platform/credential-inputs.tsx';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import css from './access.module.css';

/** First the password, then the key and the backup codes, and the first code as proof that the phone knows it. */
export function Enrolment({ cancel, onDone }: { cancel?: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const [made, setMade] = useState<ReplyOf<typeof enrolSecondFactorCall>>();
  if (made === undefined) {
    return (
      <CallForm
        call={enrolSecondFactorCall}
        inputs={{ password: knownPassword }}
        refusedAt={{ 'auth/wrong-password': '/password' }}
        submit={t('access.account.factor.next')}
        {...(cancel && { cancel })}
        onDone={setMade}
      />
    );
  }
  return (
    <div className={css.step}>
      <p>{t('access.account.factor.secret')}</p>
      <code className={css.secret}>{new URL(made.uri).searchParams.get('secret')}</code>
      <a href={made.uri}>{t('access.account.factor.open')}</a>
      <p>{t('access.account.factor.backup')}</p>
      <ul className={css.codes}>
        {made.backupCodes.map((each) => (
          <li key={each}>
            <code>{each}</code>
          </li>
        ))}
      </ul>
      <CallForm
        call={confirmSecondFactorCall}
        inputs={{ code }}
        refusedAt={{ 'auth/wrong-code': '/code' }}
        submit={t('access.account.factor.confirm')}
        refreshes={['platform']}
        onDone={onDone}
      />
    </div>
  );
}
