import { useQuery } from '@tanstack/react-query';
import { instant } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import {
  changePasswordCall,
  endOtherSessionsCall,
  endSessionCall,
  listSessionsCall,
  removeSecondFactorCall,
} from '../../server/platform/auth/sign-in.schema.ts';
import { knownPassword, newPassword } from '../platform/credential-inputs.tsx';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { type Me, meQuery, signOut } from '../platform/session.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Columns, Page, Section, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import css from './access.module.css';
import { deviceOf } from './device.ts';
import { Enrolment } from './Enrolment.tsx';

/** What a person sees and changes of his own way in. */
export function AccountScreen() {
  const { t } = useSpeech();
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  return (
    <Page
      title={t('access.account.title')}
      actions={<Button onClick={() => void signOut()}>{t('platform.signOut')}</Button>}
    >
      <Columns>
        <Stack>
          <Self me={me} />
          <Password />
        </Stack>
        <Stack>
          <SecondFactor {...me.secondFactor} />
          <Sessions />
        </Stack>
      </Columns>
    </Page>
  );
}

function Self({ me }: { me: Me }) {
  const { t } = useSpeech();
  return (
    <Section title={t('access.account.self')}>
      <Facts
        items={[
          { label: t('access.account.name'), value: me.name },
          { label: t('access.account.email'), value: me.email },
          {
            label: t('access.account.hats'),
            value:
              me.hats.length === 0 ? (
                t('access.account.noHats')
              ) : (
                <ul>
                  {me.hats.map(({ id, role, scope, regency }) => (
                    <li key={`${id} ${regency.code}`}>{`${t(`access.role.${role}`)}, ${scope ?? regency.name}`}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Section>
  );
}

function Password() {
  const { t } = useSpeech();
  return (
    <Section title={t('access.account.password.title')} note={t('access.account.password.note')}>
      <div>
        <DialogButton verb={t('access.account.password.verb')}>
          {(close) => (
            <CallForm
              call={changePasswordCall}
              inputs={{ current: knownPassword, next: newPassword }}
              refusedAt={{ 'auth/wrong-password': '/current', 'auth/weak-password': '/next' }}
              submit={t('access.account.password.verb')}
              cancel={close}
              onDone={() => {
                close();
                notify(t('access.account.password.done'));
              }}
            />
          )}
        </DialogButton>
      </div>
    </Section>
  );
}

function SecondFactor({ has, needed }: Me['secondFactor']) {
  const { t } = useSpeech();
  return (
    <Section title={t('access.account.factor.title')}>
      <div className={css.step}>
        <p>{has ? t('access.account.factor.on') : t('access.account.factor.off')}</p>
        {needed && <p>{t('access.account.factor.needed')}</p>}
        {has ? (
          <DialogButton verb={t('access.account.factor.remove')}>
            {(close) => (
              <CallForm
                call={removeSecondFactorCall}
                inputs={{ password: knownPassword }}
                refusedAt={{ 'auth/wrong-password': '/password' }}
                submit={t('access.account.factor.remove')}
                cancel={close}
                refreshes={['platform']}
                onDone={close}
              />
            )}
          </DialogButton>
        ) : (
          <DialogButton verb={t('access.account.factor.enrol')} title={t('access.account.factor.title')}>
            {(close) => <Enrolment cancel={close} onDone={close} />}
          </DialogButton>
        )}
      </div>
    </Section>
  );
}

function Sessions() {
  const { t } = useSpeech();
  const sessions = useQuery(read(listSessionsCall));
  const endOthers = async () => {
    await send(endOtherSessionsCall);
    await refresh('auth');
  };
  const hasOthers = (sessions.data?.sessions.length ?? 0) > 1;
  return (
    <Section title={t('access.account.sessions.title')}>
      <p className="quiet small">{t('access.account.sessions.note')}</p>
      <Loaded query={sessions}>
        {(data) => (
          <ul className={css.rows}>
            {data.sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
      {hasOthers && (
        <div>
          <ConfirmButton
            verb={t('access.account.sessions.endOthers')}
            consequence={t('access.account.sessions.endsOthers')}
            onConfirm={endOthers}
          />
        </div>
      )}
    </Section>
  );
}

function SessionRow({ session }: { session: ReplyOf<typeof listSessionsCall>['sessions'][number] }) {
  const { t, moment } = useSpeech();
  const device = deviceOf(session.userAgent);
  const name =
    device === undefined ? t('access.account.sessions.unknown') : t('access.account.sessions.device', device);
  const end = async () => {
    await send(endSessionCall, { params: { session: id(session.id) } });
    await refresh('auth');
  };
  return (
    <li>
      <div>
        <p>{name}</p>
        <p className="quiet small">
          {t('access.account.sessions.times', {
            from: moment(instant(session.startedAt)),
            last: moment(instant(session.seenAt)),
          })}
        </p>
      </div>
      {session.isThis ? (
        <span className="small">{t('access.account.sessions.this')}</span>
      ) : (
        <ConfirmButton
          verb={t('access.account.sessions.end')}
          consequence={t('access.account.sessions.ends', { name })}
          onConfirm={end}
        />
      )}
    </li>
  );
}
