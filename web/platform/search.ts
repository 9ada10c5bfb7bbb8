import type { Static, TObject } from 'typebox';
import { Value } from 'typebox/value';

/**
 * Reads a screen's filters, page and tab from the URL by a schema, usually the list call's own query. A member that does not fit is
 * dropped rather than breaking the screen: addresses are typed, cut and sent around.
 */
export function searchOf<Schema extends TObject>(schema: Schema): (search: Record<string, unknown>) => Static<Schema> {
  return (search) => {
    const fitting = Object.entries(schema.properties).flatMap(([name, shape]) => {
      const value = Value.Convert(shape, search[name]);
      return search[name] !== undefined && Value.Check(shape, value) ? [[name, value] as const] : [];
    });
    return Object.fromEntries(fitting) as Static<Schema>;
  };
}
