import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Hat, hat, hatKey, wear } from '../hat.ts';
import { useSpeech } from '../i18n.ts';
import { type Me, momentNow, signOut } from '../session.ts';
import { shortNameOf } from '../ui/CooperativeName.tsx';
import { notify } from '../ui/notices.tsx';
import { wordsFor } from '../ui/States.tsx';
import { DemoBanner } from './DemoBanner.tsx';
import css from './Header.module.css';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { OfflineLine } from './OfflineLine.tsx';

export function Header({ me }: { me: Me }) {
  const { t } = useSpeech();
  return (
    <header className={css.top}>
      {me.demo && <DemoBanner today={me.today} />}
      <OfflineLine />
      <div className={css.header}>
        <Link to="/" className={css.brand} title={t('platform.nav.home')}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path
              d="M10 1 .8 7.6h2.8L5.3 18h9.4l1.7-10.4h2.8zM8 18v-6.4h4V18z"
              fill="currentColor"
              fillRule="evenodd"
            />
          </svg>
          <span>Lumbung</span>
        </Link>
        <span className={css.city}>{hat()?.regency.name}</span>
        <p className={css.when}>
          <When me={me} />
        </p>
        <div className={css.languages}>
          <LanguageSwitch />
        </div>
        <Person me={me} />
      </div>
    </header>
  );
}

/** The day everything on screen is of: the business date, and the real time of the clock. */
function When({ me }: { me: Me }) {
  const { t, date, time } = useSpeech();
  const now = useMinute();
  return (
    <>
      <span>{t('platform.when.week', { week: me.week })}</span>{' '}
      <span>{t('platform.when.asOf', { date: date(me.today) })}</span>
      <span className={css.clock}>{time(now)}</span>
    </>
  );
}

function useMinute() {
  const [now, setNow] = useState(momentNow);
  useEffect(() => {
    const tick = setInterval(() => setNow(momentNow()), 15_000);
    return () => clearInterval(tick);
  }, []);
  return now;
}

/** Who is signed in and as what; another hat is put on here. */
function Person({ me }: { me: Me }) {
  const { t } = useSpeech();
  const worn = hat();
  return (
    <Menu
      position="bottom-end"
      width={280}
      classNames={{ dropdown: css.menu ?? '', item: css.menuItem ?? '', label: css.menuLabel ?? '' }}
    >
      <Menu.Target>
        <button type="button" className={css.person}>
          <span className={css.personText}>
            <strong>{me.name}</strong>
            {worn && <small>{roleName(worn, t)}</small>}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {me.hats.length > 1 && (
          <>
            <Menu.Label>{t('platform.hat.actAs')}</Menu.Label>
            {me.hats.map((each) => (
              <Menu.Item
                key={hatKey(each)}
                onClick={() => changeHat(each)}
                data-current={each === worn || undefined}
                disabled={each === worn}
              >
                {roleName(each, t)}
                <small>{each.scope ?? each.regency.name}</small>
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item onClick={() => void signOut().catch((problem: unknown) => notify(wordsFor(problem, t), 'note'))}>
          {t('platform.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function roleName(worn: Hat, t: ReturnType<typeof useSpeech>['t']): string {
  const role = t(`access.role.${worn.role}`);
  return worn.scope === undefined ? role : `${role}, ${shortNameOf(worn.scope)}`;
}

/** The page starts anew, so that nothing read under one hat stays in memory under another. */
function changeHat(next: Hat): void {
  wear(next);
  location.assign(import.meta.env.BASE_URL);
}
