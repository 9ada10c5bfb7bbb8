import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useSpeech } from '../platform/i18n.ts';
import css from './AssetMap.module.css';
import type { AssetMap } from './AssetMap.tsx';
import { useBorders } from './places.ts';

const Loaded = lazy(async () => ({ default: (await import('./AssetMap.tsx')).AssetMap }));

/** The map, fetched when it is wanted; where the browser draws none it says so, and everything can be typed and read beside it. */
export function LazyAssetMap(props: Omit<ComponentProps<typeof AssetMap>, 'borders'>) {
  const { t } = useSpeech();
  const [draws] = useState(() => document.createElement('canvas').getContext('webgl2') !== null);
  const borders = useBorders();
  if (!draws) return <p className="quiet">{t('assets.map.none')}</p>;
  const waiting = <div className={css.canvas} />;
  if (borders === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Loaded {...props} borders={borders} />
      <small className="quiet">{t(borders.length > 0 ? 'platform.map.indicative' : 'assets.map.noBorders')}</small>
    </Suspense>
  );
}
