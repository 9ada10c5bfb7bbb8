import { Drawer } from '@mantine/core';
import { IconHome, IconList, IconMenu2 } from '@tabler/icons-react';
import { Link, useMatches, useRouter } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { may } from '../hat.ts';
import { useSpeech } from '../i18n.ts';
import css from './Navigation.module.css';
import { type NavGroup, navGroups } from './navigation-groups.ts';

interface Item {
  readonly to: string;
  readonly title: string;
  readonly short: string;
  readonly group: NavGroup | undefined;
  /** The screen of the list that stands for it: itself, or the one it is beside. */
  readonly of: string;
}

/** What this hat may open, in the order of routes.tsx: places of the list, and screens beside them. */
function useItems(): readonly Item[] {
  const { routesById } = useRouter();
  return Object.values(routesById).flatMap((route) => {
    const { title, short, nav, beside, can } = route.options.staticData ?? {};
    if (title === undefined || (nav === undefined && beside === undefined) || !may(can)) return [];
    return [{ to: route.fullPath, title, short: short ?? title, group: nav, of: beside ?? route.fullPath }];
  });
}

/** Where the open screen belongs: of `/aset` and `/aset/impor` the one that says more, and `/aset` for a page of one asset. */
function useCurrent(items: readonly Item[]): Item | undefined {
  const open = useMatches().at(-1)?.fullPath ?? '/';
  const holding = items.filter(({ to }) => open === to || open.startsWith(`${to}/`));
  return holding.toSorted((a, b) => b.to.length - a.to.length)[0];
}

function Items({ onChosen }: { onChosen?: () => void }) {
  const { t } = useSpeech();
  const items = useItems();
  const current = useCurrent(items)?.of;
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

/** Screens that belong together, above the title of each: the list beside the page stays short. */
export function BesideLinks() {
  const { t } = useSpeech();
  const items = useItems();
  const current = useCurrent(items);
  const open = useMatches().at(-1)?.fullPath;
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the strip is moved so far that the open one is seen
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  const together = items.filter(({ of }) => of === current?.of);
  if (together.length < 2 || current?.to !== open) return null;
  return (
    <nav ref={strip} className={css.beside} aria-label={t('platform.nav.beside')} data-no-print>
      {together.map(({ to, title }) => (
        <Link
          key={to}
          to={to}
          search={(({ cooperativeId }: { cooperativeId?: string }) => ({ cooperativeId })) as never}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(title)}
        </Link>
      ))}
    </nav>
  );
}

/** On a phone: the first two places within thumb's reach, and the rest behind "menu". */
export function BottomBar() {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const second = useItems().filter(({ group }) => group !== undefined)[1];
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
