import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTableSearch } from './DataTable.tsx';
import css from './TabLinks.module.css';

export interface Tab {
  readonly value: string;
  readonly label: string;
}

interface TabLinksProps {
  label: string;
  tabs: readonly Tab[];
  /** The member of the URL that names the open one. */
  name?: string;
}

/** Parts of one record. The open one is in the URL (`?tab=`), so that it can be sent to a colleague; the first needs no name. */
export function TabLinks({ label, tabs, name = 'tab' }: TabLinksProps) {
  const { search } = useTableSearch();
  const open = String(search[name] ?? tabs[0]?.value);
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the strip is moved so far that the open part is seen
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open]);
  return (
    <nav ref={strip} className={css.tabs} aria-label={label} data-no-print>
      {tabs.map((tab, index) => (
        <Link
          key={tab.value}
          to="."
          search={
            ((before: object) => ({
              ...before,
              after: undefined,
              [name]: index === 0 ? undefined : tab.value,
            })) as never
          }
          activeOptions={{ exact: true, explicitUndefined: true }}
          aria-current={tab.value === open ? 'page' : undefined}
          resetScroll={false}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
