import type { Map as Canvas, FitBoundsOptions, LngLatBoundsLike } from 'maplibre-gl';

/** A page still takes its shape while the map is made: it is fitted anew to each size, until somebody moves it. */
export function keepFitted(map: Canvas, bounds: LngLatBoundsLike, options: FitBoundsOptions): void {
  const fit = () => map.fitBounds(bounds, { ...options, animate: false });
  const stop = () => map.off('resize', fit);
  map.on('resize', fit);
  map.once('load', fit);
  for (const began of ['mousedown', 'touchstart', 'wheel'] as const) map.once(began, stop);
  const ground = map.getContainer();
  for (const began of ['click', 'keydown']) ground.addEventListener(began, stop, { once: true });
}
