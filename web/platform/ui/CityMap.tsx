import { lazy, Suspense, useState } from 'react';
import { cityMap, type MapPlace, type MapWords, mapLegend } from '../../../server/reporting/drawing/city-map.ts';
import { onScreen, stages } from '../../../server/reporting/drawing/palette.ts';
import { useSpeech } from '../i18n.ts';
import css from './CityMap.module.css';
import { Drawing } from './Drawing.tsx';
import { OperationBadge, StageBadge } from './marks.tsx';

const MapCanvas = lazy(async () => ({ default: (await import('./MapCanvas.tsx')).MapCanvas }));

/** Pixels that fit a page of A4 upright. */
const paperWidth = 680;

/** The city's cooperatives: facility by colour and pattern, operation by shape. Where the browser draws no WebGL, and on paper, it is the shared drawing. */
export function CityMap({ places, words }: { places: readonly MapPlace[]; words: MapWords }) {
  const { t } = useSpeech();
  const [moving] = useState(hasWebGl);
  const draw = (width: number, id: string) => cityMap(places, { id, width, palette: onScreen, words });
  return (
    <figure className={css.map}>
      {moving ? (
        <>
          <div className={css.onScreen}>
            <Suspense fallback={<div className={css.canvas} />}>
              <MapCanvas places={places} title={words.title} />
            </Suspense>
            <Drawing draw={(width, id) => mapLegend(places, { id, width, palette: onScreen, words })} />
          </div>
          <div className={css.onPaper}>
            <Drawing draw={draw} width={paperWidth} />
          </div>
        </>
      ) : (
        <Drawing draw={draw} />
      )}
      <details className={css.list} data-no-print>
        <summary>{t('platform.map.asList', { count: places.length })}</summary>
        <ul>
          {places.map((place) => (
            <li key={place.id}>
              {place.href ? <a href={place.href}>{place.name}</a> : place.name}
              <StageBadge stage={place.facility} />
              <OperationBadge mark={place.operation} />
            </li>
          ))}
        </ul>
      </details>
    </figure>
  );
}

/** The words of a map in the reader's language. */
export function useMapWords(title: string, places: readonly MapPlace[]): MapWords {
  const { t } = useSpeech();
  return {
    title,
    stage: Object.fromEntries(stages.map((stage) => [stage, t(`platform.stages.${stage}`)])) as MapWords['stage'],
    operation: {
      with_partner: t('platform.operations.with_partner'),
      trading: t('platform.operations.trading'),
      not_trading: t('platform.operations.not_trading'),
      unknown: t('platform.operations.unknown'),
    },
    caution: places.every((place) => place.boundary) ? t('platform.map.indicative') : t('platform.map.circles'),
  };
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}
