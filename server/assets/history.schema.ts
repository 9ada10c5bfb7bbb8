import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { idOf, paging } from '../kernel/shapes.ts';
import { assetRefusals } from './asset.refusals.ts';
import { assetId } from './asset.schema.ts';

/** What happened to an asset: an edit, an import of the register, or something that was seen. */
export const AssetEvent = closed({
  id: Type.String(),
  kind: Type.String(),
  /** What changed, from what to what, as texts; a parcel by its name only. */
  changes: Type.Array(
    closed({
      field: Type.String(),
      before: Type.Union([Type.String(), Type.Null()]),
      after: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  reason: Type.Union([Type.String(), Type.Null()]),
  /** The import of the register that brought it. */
  importId: Type.Union([idOf<'kib-import'>(), Type.Null()]),
  at: Type.String(),
  role: Type.String(),
  onBehalf: Type.Boolean(),
  sample: Type.Boolean(),
});
export type AssetEvent = Static<typeof AssetEvent>;

export const assetHistoryCall = call({
  name: 'assets/history',
  method: 'GET',
  path: '/assets/:id/history',
  can: 'asset.read',
  params: closed({ id: assetId }),
  query: closed(paging),
  reply: closed({
    rows: Type.Array(AssetEvent),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
  refusals: [assetRefusals.notFound],
});
