import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../i18n.ts';
import { type Me, meQuery } from '../session.ts';
import { Notices } from '../ui/notices.tsx';
import { Header } from './Header.tsx';
import { BesideLinks, BottomBar, SideList } from './Navigation.tsx';
import { SessionOver } from './SessionOver.tsx';
import css from './Shell.module.css';

export function Shell() {
  const { t } = useSpeech();
  const { data: now } = useQuery(meQuery);
  const me = useLast(now);
  const main = useFocusOnArrival();
  if (!me) return <Navigate to="/masuk" />;
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#isi">
        {t('platform.skip')}
      </a>
      <Header me={me} />
      <SideList />
      <main id="isi" ref={main} className={css.main} tabIndex={-1}>
        <BesideLinks />
        <Outlet />
      </main>
      <BottomBar />
      <Notices />
      {now === null && <SessionOver before={me} />}
    </div>
  );
}

/** Who is signed in, or was until his session ended: the screen stays while he signs in again. */
function useLast(now: Me | null | undefined): Me | undefined {
  const [last, setLast] = useState(now ?? undefined);
  if (now && now !== last) setLast(now);
  return now ?? last;
}

/** A new screen is announced and reached at once: the focus goes to its title, unless something on it took the focus first. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path && !main.current?.contains(document.activeElement)) {
      (main.current?.querySelector<HTMLElement>('h1') ?? main.current)?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
  return main;
}
