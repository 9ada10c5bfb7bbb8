import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  disableUserCall,
  endGrantCall,
  giveGrantCall,
  issuePasswordResetCall,
  listUsersCall,
  resetSecondFactorCall,
} from '../../server/access/access.schema.ts';
import { instant, parseBusinessDate } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { meQuery } from '../platform/session.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded, wordsFor } from '../platform/ui/States.tsx';
import css from './access.module.css';
import { OneTimeLink } from './OneTimeLink.tsx';
import { offerInputs, offerRefusedAt, scopeAsked } from './offer.tsx';

type User = ReplyOf<typeof listUsersCall>['users'][number];
type Grant = User['grants'][number];

/** One person of the city: what he may do, and helping him with his way in. */
export function UserScreen() {
  const { t } = useSpeech();
  const { pengguna } = useParams({ strict: false });
  const user = useQuery({
    ...read(listUsersCall),
    select: ({ users }) => users.find(({ id }) => id === pengguna) ?? null,
  });
  return (
    <Loaded query={user}>
      {(found) => (found ? <Person user={found} /> : <EmptyState title={t('access.users.notFound')} />)}
    </Loaded>
  );
}

function Person({ user }: { user: User }) {
  const { t } = useSpeech();
  const { data: me } = useQuery(meQuery);
  const mayChange = may('grant.give') && me?.userId !== user.id;
  const isOursAlone = user.grants.every((grant) => grant.isOurs || !grant.holds);
  return (
    <Page
      title={user.name}
      note={user.isDisabled ? `${user.email}, ${t('access.users.disabled')}` : user.email}
      actions={mayChange && isOursAlone && <WayIn user={user} />}
    >
      <Section title={t('access.users.grants')} aside={mayChange && <Give userId={user.id} />}>
        <ul className={css.rows}>
          {user.grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} mayEnd={mayChange && grant.holds && grant.isOurs} />
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function WayIn({ user: { id, name, isDisabled, hasSecondFactor } }: { user: User }) {
  const { t } = useSpeech();
  const disable = async () => {
    await send(disableUserCall, { params: { user: id }, body: { disabled: !isDisabled } });
    await refresh('access');
  };
  const reset = async () => {
    await send(resetSecondFactorCall, { params: { user: id } });
    await refresh('access');
  };
  return (
    <>
      {!isDisabled && <NewPassword id={id} name={name} />}
      {hasSecondFactor && (
        <ConfirmButton
          verb={t('access.users.reset')}
          consequence={t('access.users.resets', { name })}
          onConfirm={reset}
        />
      )}
      <ConfirmButton
        verb={isDisabled ? t('access.users.enable') : t('access.users.disable')}
        consequence={isDisabled ? t('access.users.enables', { name }) : t('access.users.disables', { name })}
        onConfirm={disable}
      />
    </>
  );
}

/** For who forgot his password: a link to hand over, once it is sure who asks for it. */
function NewPassword({ id, name }: { id: string; name: string }) {
  const { t } = useSpeech();
  return (
    <DialogButton verb={t('access.users.newPassword')}>{(close) => <Issue {...{ id, name, close }} />}</DialogButton>
  );
}

function Issue({ id, name, close }: { id: string; name: string; close: () => void }) {
  const { t, moment } = useSpeech();
  const issuing = useMutation({ mutationFn: () => send(issuePasswordResetCall, { params: { user: id } }) });
  if (issuing.data !== undefined) {
    const { link, expiresAt } = issuing.data;
    return <OneTimeLink link={link} note={t('access.users.resetLink', { name, when: moment(instant(expiresAt)) })} />;
  }
  return (
    <div className={css.step}>
      <p>{t('access.users.newPasswords', { name })}</p>
      {issuing.error && <p role="alert">{wordsFor(issuing.error, t)}</p>}
      <div className={css.buttons}>
        <Button kind="act" busy={issuing.isPending} onClick={() => issuing.mutate()}>
          {t('access.users.makeLink')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('platform.form.cancel')}
        </Button>
      </div>
    </div>
  );
}

function Give({ userId }: { userId: string }) {
  const { t } = useSpeech();
  return (
    <DialogButton verb={t('access.users.give')}>
      {(close) => (
        <CallForm
          call={giveGrantCall}
          start={{ userId }}
          ask={({ role }) => ['role', ...scopeAsked(role), 'validTo']}
          inputs={offerInputs}
          refusedAt={offerRefusedAt}
          submit={t('access.users.give')}
          cancel={close}
          onDone={() => {
            close();
            notify(t('access.users.given'));
          }}
        />
      )}
    </DialogButton>
  );
}

function GrantRow({
  grant: { id, role, scope, validFrom, validTo, holds, isOurs },
  mayEnd,
}: {
  grant: Grant;
  mayEnd: boolean;
}) {
  const { t, date } = useSpeech();
  const name = t(`access.role.${role}`);
  const from = parseBusinessDate(validFrom);
  const to = validTo === null ? undefined : parseBusinessDate(validTo);
  const end = async () => {
    await send(endGrantCall, { params: { grant: id } });
    await refresh('access');
  };
  return (
    <li>
      <div>
        <p>{[name, scope].filter(Boolean).join(', ')}</p>
        <p className="quiet small">
          {[
            from && t('access.users.from', { date: date(from) }),
            to && t('access.users.until', { date: date(to) }),
            !holds && t('access.users.ended'),
            !isOurs && t('access.users.ofTheNation'),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      </div>
      {mayEnd && (
        <ConfirmButton
          verb={t('access.users.end')}
          consequence={t('access.users.ends', { role: name })}
          onConfirm={end}
        />
      )}
    </li>
  );
}
