import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  inviteCall,
  listInvitationsCall,
  listUsersCall,
  withdrawInvitationCall,
} from '../../server/access/access.schema.ts';
import { instant } from '../../server/kernel/business-date.ts';
import type { ReplyOf } from '../../server/kernel/call.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { email } from '../platform/credential-inputs.tsx';
import { CallForm } from '../platform/form.tsx';
import { may } from '../platform/hat.ts';
import { type Speech, useSpeech } from '../platform/i18n.ts';
import { read, refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { ConfirmButton } from '../platform/ui/ConfirmButton.tsx';
import { type Column, DataTable } from '../platform/ui/DataTable.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import css from './access.module.css';
import { OneTimeLink } from './OneTimeLink.tsx';
import { offerInputs, offerRefusedAt, scopeAsked } from './offer.tsx';

type User = ReplyOf<typeof listUsersCall>['users'][number];

/** Who may do what in this city. */
export function UsersScreen() {
  const { t } = useSpeech();
  const users = useQuery({
    ...read(listUsersCall),
    select: ({ users: rows }) => ({ rows, next: null, total: rows.length }),
  });
  return (
    <Page
      title={t('access.users.title')}
      note={t('access.users.note')}
      actions={
        may('grant.give') && (
          <DialogButton kind="act" verb={t('access.users.invite')}>
            {(close) => <Invite close={close} />}
          </DialogButton>
        )
      }
    >
      <DataTable
        caption={t('access.users.title')}
        query={users}
        columns={columnsOf(t)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('access.users.empty')} />}
      />
      <Invitations />
    </Page>
  );
}

function columnsOf(t: Speech['t']): Column<User>[] {
  return [
    {
      id: 'name',
      head: t('access.users.name'),
      onPhone: 'headline',
      cell: ({ id, name, email: address, isDisabled }) => (
        <>
          <Link to="/pengguna/$pengguna" params={{ pengguna: id }}>
            {name}
          </Link>
          <p className="quiet small">{isDisabled ? `${address}, ${t('access.users.disabled')}` : address}</p>
        </>
      ),
    },
    {
      id: 'grants',
      head: t('access.users.grants'),
      cell: ({ grants }) =>
        grants
          .filter(({ holds }) => holds)
          .map(({ role, scope }) => [t(`access.role.${role}`), scope].filter(Boolean).join(', '))
          .join('; ') || t('access.users.none'),
    },
    {
      id: 'factor',
      head: t('access.users.factor'),
      onPhone: 'labelled',
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? t('access.users.on') : t('access.users.off')),
    },
  ];
}

/** The link is made once and shown once: whoever invites hands it over himself. */
function Invite({ close }: { close: () => void }) {
  const { t, moment } = useSpeech();
  const [made, setMade] = useState<ReplyOf<typeof inviteCall>>();
  if (made === undefined) {
    return (
      <CallForm
        call={inviteCall}
        ask={({ role }) => ['email', 'role', ...scopeAsked(role), 'validTo']}
        inputs={{ ...offerInputs, email }}
        refusedAt={offerRefusedAt}
        submit={t('access.users.invite')}
        cancel={close}
        onDone={setMade}
      />
    );
  }
  return <OneTimeLink link={made.link} note={t('access.users.link', { when: moment(instant(made.expiresAt)) })} />;
}

function Invitations() {
  const { t, moment } = useSpeech();
  const open = useQuery({
    ...read(listInvitationsCall),
    select: ({ invitations }) => invitations.filter(({ state }) => state === 'open'),
  });
  const withdraw = async (invitation: Id<'invitation'>) => {
    await send(withdrawInvitationCall, { params: { invitation } });
    await refresh('access');
  };
  return (
    <Section title={t('access.users.open')}>
      <Loaded
        query={open}
        emptyIf={({ length }) => length === 0}
        empty={<p className="quiet">{t('access.users.noneOpen')}</p>}
      >
        {(invitations) => (
          <ul className={css.rows}>
            {invitations.map(({ id, email: address, role, scope, expiresAt }) => (
              <li key={id}>
                <div>
                  <p>{`${address}, ${[t(`access.role.${role}`), scope].filter(Boolean).join(', ')}`}</p>
                  <p className="quiet small">{t('access.users.expires', { when: moment(instant(expiresAt)) })}</p>
                </div>
                {may('grant.give') && (
                  <ConfirmButton
                    verb={t('access.users.withdraw')}
                    consequence={t('access.users.withdraws', { email: address })}
                    onConfirm={() => withdraw(id)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
