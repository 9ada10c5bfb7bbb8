import { Drawer } from '@mantine/core';
import { IconHome, IconList, IconMenu2 } from '@tabler/icons-react';
import { Link, useMatches, useRouter } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { may } from '../hat.ts';
import { useSpeech } from '../i18n.ts';
import css from './Navigation.module.css';
import { type NavGroup, navGroups } from './navigation-groups.ts';

interface Item {
  readonly to: string;
  readonly title: string;
  readonly short: string;
  readonly group: NavGroup;
}

/** What this hat may open, in the order of routes.tsx. */
function useItems(): readonly Item[] {
  const { routesById } = useRouter();
  return Object.values(routesById).flatMap((route) => {
    const { title, short, nav, can } = route.options.staticData ?? {};
    return title !== undefined && nav !== undefined && may(can)
      ? [{ to: route.fullPath, title, short: short ?? title, group: nav }]
      : [];
  });
}

/** Where the open screen belongs: of `/aset` and `/aset/impor` the one that says more, and `/aset` for a page of one asset. */
function useCurrent(items: readonly Item[]): string | undefined {
  const open = useMatches().at(-1)?.fullPath ?? '/';
  const holding = items.filter(({ to }) => open === to || open.startsWith(`${to}/`));
  return holding.toSorted((a, b) => b.to.length - a.to.length)[0]?.to;
}

function Items({ onChosen }: { onChosen?: () => void }) {
  const { t } = useSpeech();
  const items = useItems();
  const current = useCurrent(items);
  const list = useId();
  return navGroups.map((group) => {
    const own = items.filter((item) => item.group === group);
    if (own.length === 0) return null;
    return (
      <section key={group} className={css.group}>
        <h2 id={`${list}-${group}`} className={css.heading}>
          {t(`platform.nav.${group}`)}
        </h2>
        <ul aria-labelledby={`${list}-${group}`}>
          {own.map((item) => (
            <li key={item.to}>
              <Link
                to={item.to}
                className={css.item}
                activeOptions={{ exact: item.to !== current }}
                {...(onChosen && { onClick: onChosen })}
              >
                {t(item.title)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

/** A plain table of contents beside the page. */
export function SideList() {
  const { t } = useSpeech();
  return (
    <nav className={css.side} aria-label={t('platform.nav.name')}>
      <Items />
    </nav>
  );
}

/** On a phone: the first two places within thumb's reach, and the rest behind "menu". */
export function BottomBar() {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const second = useItems()[1];
  return (
    <>
      <nav className={css.bottom} aria-label={t('platform.nav.short')}>
        <Link to="/" activeOptions={{ exact: true }}>
          <IconHome size={20} stroke={1.6} aria-hidden />
          {t('platform.nav.home')}
        </Link>
        {second && (
          <Link to={second.to}>
            <IconList size={20} stroke={1.6} aria-hidden />
            {t(second.short)}
          </Link>
        )}
        <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
          <IconMenu2 size={20} stroke={1.6} aria-hidden />
          {t('platform.nav.menu')}
        </button>
      </nav>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        title={t('platform.nav.name')}
        position="right"
        size={300}
        closeButtonProps={{ 'aria-label': t('platform.close') }}
      >
        <nav aria-label={t('platform.nav.name')}>
          <Items onChosen={() => setOpen(false)} />
        </nav>
      </Drawer>
    </>
  );
}
