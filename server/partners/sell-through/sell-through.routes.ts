import * as catalogue from '../../catalogue/public.ts';
import { dayAsked } from '../../kernel/actor.ts';
import { addDays, businessDate } from '../../kernel/business-date.ts';
import { pageOf } from '../../kernel/page.ts';
import { handle } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { agreementsOn } from '../agreement/agreement.store.ts';
import { quotaWindow } from '../agreement/agreement.ts';
import { quotaUseCall, sellThroughCall } from './sell-through.schema.ts';
import { quotaUseOf, sellThroughOf } from './sell-through.store.ts';

export function sellThroughRoutes(http: Http): void {
  handle(http, sellThroughCall, async ({ tx, actor, query }) => {
    const { cooperativeId, partnerId } = query;
    const to = dayAsked(actor, query.to);
    const from = query.from ?? businessDate(`${to.slice(0, 8)}01`);
    const rules = await catalogue.rulesOn(tx, to);
    const rows = await sellThroughOf(tx, {
      ...{ from, to },
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(partnerId === undefined ? {} : { partnerId }),
    });
    const shown = rows.map((row) => ({
      ...row,
      ceilingIdr: rules.get(row.commodityCode ?? '')?.ceiling?.priceIdr ?? null,
    }));
    return pageOf(shown, query);
  });
  handle(http, quotaUseCall, async ({ tx, actor, query }) => {
    const { cooperativeId, partnerId } = query;
    const day = dayAsked(actor, query.asOf);
    const agreements = await agreementsOn(tx, day, {
      ...(cooperativeId === undefined ? {} : { cooperativeId }),
      ...(partnerId === undefined ? {} : { partnerId }),
    });
    const limits = agreements.flatMap((agreement) =>
      agreement.products.flatMap((product) => {
        const { quotaPeriod } = agreement;
        if (quotaPeriod === null || product.quotaBase === null) return [];
        return { agreement, product, quotaBase: product.quotaBase, ...quotaWindow(quotaPeriod, day) };
      }),
    );
    const used = await quotaUseOf(
      tx,
      limits.map(({ agreement, product, from, to }) => ({ agreementId: agreement.id, seq: product.seq, from, to })),
    );
    const useOf = new Map(used.map((use) => [`${use.agreementId}.${use.seq}`, use]));
    const rows = limits.map(({ agreement, product, quotaBase, from, to }) => {
      const id = `${agreement.id}.${product.seq}`;
      const { orderedBase = 0, receivedBase = 0 } = useOf.get(id) ?? {};
      const { cooperative, partner, number, source } = agreement;
      const { name: productName, baseUnit, packLabel, packQtyBase } = product;
      return {
        ...{ id, cooperative, partner, agreement: { id: agreement.id, number }, productName, baseUnit, packLabel },
        ...{ packQtyBase, from, to: addDays(to, -1), quotaBase, orderedBase, receivedBase },
        ...{ leftBase: Math.max(0, quotaBase - orderedBase), sample: source.sample },
      };
    });
    return pageOf(rows, query);
  });
}
