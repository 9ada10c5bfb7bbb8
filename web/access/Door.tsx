import type { ReactNode } from 'react';
import { signInCall } from '../../server/platform/auth/sign-in.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { send } from '../platform/send.ts';
import { LanguageSwitch } from '../platform/shell/LanguageSwitch.tsx';
import { EmptyState } from '../platform/ui/States.tsx';
import css from './SignInScreen.module.css';

/** The frame of the screens in front of sign-in. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className={css.screen}>
      <title>{`${title} · Lumbung`}</title>
      <div className={css.top}>
        <p className={css.brand}>Lumbung</p>
        <LanguageSwitch />
      </div>
      <h1>{title}</h1>
      {lead && <p className={css.lead}>{lead}</p>}
      {children}
    </main>
  );
}

/** The secret of a one-time link. It stands after `#`, so that it never reaches a server's log. */
export function tokenOfLink(): string | undefined {
  const token = location.hash.slice(1);
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

export function NoToken() {
  const { t } = useSpeech();
  return <EmptyState title={t('access.noToken.title')}>{t('access.noToken.todo')}</EmptyState>;
}

/** Signs a new person in with what he has just chosen; the page starts anew, without the link's secret. */
export async function enterAs(body: { email: string; password: string }): Promise<void> {
  await send(signInCall, { body });
  enterAnew();
}

/** Starts anew where the person was going: a path inside the app, so that no link leads elsewhere. */
export function enterAnew(path = '/'): void {
  location.assign(`${import.meta.env.BASE_URL}${path.replace(/^\/+/, '')}`);
}
