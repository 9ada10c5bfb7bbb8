import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Svg } from '../../../server/reporting/drawing/svg.ts';
import css from './Drawing.module.css';

interface DrawingProps {
  /** Draws for a width in pixels; `id` keeps patterns of two drawings apart. */
  draw: (width: number, id: string) => Svg;
  /** Drawn for this width and scaled, where the place cannot be measured: on paper only. */
  width?: number;
}

/** One of the shared drawings on screen: redrawn when its place changes width, so that its letters keep their size. */
export function Drawing({ draw, width: fixed }: DrawingProps) {
  const id = useId().replace(/[^\w-]/g, '');
  const place = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [width, setWidth] = useState(fixed ?? 0);
  useLayoutEffect(() => {
    if (!place.current || fixed !== undefined) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watcher.observe(place.current);
    setWidth(Math.floor(place.current.clientWidth));
    return () => watcher.disconnect();
  }, [fixed]);

  const follow = (event: MouseEvent) => {
    const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : null;
    if (!href?.startsWith('/app/') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(href);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is pressed, also by key
    <div
      ref={place}
      className={css.drawing}
      onClick={follow}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own functions, which escape every text
      dangerouslySetInnerHTML={{ __html: width > 0 ? draw(width, id) : '' }}
    />
  );
}
