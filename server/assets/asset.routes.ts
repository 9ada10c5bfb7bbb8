import { handle } from '../platform/http/handle.ts';
import type { Http } from '../platform/http/http.ts';
import { getAssetCall, listAssetsCall } from './asset.schema.ts';
import { assetsPage } from './asset-list.store.ts';
import { assetPage } from './asset-page.store.ts';

export function assetRoutes(http: Http): void {
  handle(http, listAssetsCall, async ({ tx, actor, query }) => await assetsPage(tx, actor.today, query));
  handle(http, getAssetCall, async ({ tx, actor, params }) => await assetPage(tx, params.id, actor.today));
}
