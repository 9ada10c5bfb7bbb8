import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import * as reporting from '../reporting/public.ts';
import { stageOf } from './city-page.ts';
import { type Frame, page, sampleTag, sourceList } from './page.ts';
import type { Speech, Word } from './speech.ts';
import { namedSources, type PublishedCooperative } from './summary.ts';

export interface VillagePage {
  readonly city: { readonly code: string; readonly name: string };
  readonly village: { readonly name: string; readonly districtName: string };
  readonly cooperative: PublishedCooperative;
  /** Every published state of the cooperative up to the day, oldest first. */
  readonly history: readonly (PublishedCooperative & { readonly effectiveOn: BusinessDate })[];
}

/** One kelurahan: what was built, does it sell, where, what and at which price, with whom, and who says so. */
export function villagePage(frame: Frame, { city, village, cooperative, history }: VillagePage): string {
  const { speech } = frame;
  return page(
    frame,
    html`<p class="quiet"><a href="/kota/${city.code}!${speech.language === 'en' ? '?lang=en' : ''}">${city.name}</a> · ${village.districtName}</p>
<h1>${village.name}</h1>
<p class="lead">${cooperative.name}</p>
!${states(speech, cooperative)}
!${goods(speech, cooperative)}
!${premises(speech, cooperative)}
!${partners(speech, cooperative)}
!${changes(speech, history)}
!${sourceList(speech, namedSources(cooperative.sources))}`,
  );
}

function states(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date } = speech;
  const { facilityTarget, operation, operationSince, withBumnPartner } = cooperative;
  const mark = reporting.operationMarkOf(operation, withBumnPartner);
  return html`<div class="state">
<div><span class="quiet">${say('facility')}</span><br><b>!${stageOf(speech, cooperative)}</b>
!${facilityTarget === null ? '' : html`<br><span class="quiet">${say('target', { date: date(facilityTarget) })}</span>`}</div>
<div><span class="quiet">${say('operation')}</span><br><b>${say(mark)}</b>
!${operationSince === null ? '' : html`<br><span class="quiet">${say('since', { date: date(operationSince) })}</span>`}</div>
</div>`;
}

function goods(speech: Speech, { commodities }: PublishedCooperative): string {
  const { say, date, rupiah } = speech;
  const rows = commodities.map(
    (
      commodity,
    ) => html`<tr><td>${commodity.name}!${sampleTag(speech, commodity.sample)}<br><span class="quiet">${say('per', { pack: commodity.packLabel })}</span></td>
<td class="quiet">${date(commodity.since)}</td>
<td class="money">${commodity.priceIdr === null ? say('priceUnknown') : rupiah(commodity.priceIdr)}</td></tr>`,
  );
  const table = html`<table><tbody>!${rows.join('')}</tbody></table>`;
  return html`<h2>${say('goods')}</h2>!${rows.length > 0 ? table : html`<p class="quiet">${say('noGoods')}</p>`}`;
}

function premises(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date } = speech;
  const lines = cooperative.premises.map(
    ({ use, place, address, since, sample }) =>
      html`<li><b>${say(use as Word)}</b>: ${place}${address === null ? '' : `, ${address}`} <span class="quiet">${say('since', { date: date(since) })}</span>!${sampleTag(speech, sample)}</li>`,
  );
  return html`<h2>${say('premises')}</h2>!${lines.length > 0 ? html`<ul class="plain">!${lines.join('')}</ul>` : html`<p class="quiet">${say('noPremises')}</p>`}`;
}

function partners({ say }: Speech, cooperative: PublishedCooperative): string {
  const lines = cooperative.partners.map(({ name }) => html`<li>${name}</li>`);
  return html`<h2>${say('partners')}</h2>!${lines.length > 0 ? html`<ul class="plain">!${lines.join('')}</ul>` : html`<p class="quiet">${say('noPartners')}</p>`}`;
}

/** The days on which the state of one of the two axes changed. */
function changes(speech: Speech, history: VillagePage['history']): string {
  const { say, date } = speech;
  const told = history.filter((state, index) => {
    const before = history[index - 1];
    return before === undefined || before.facility !== state.facility || before.operation !== state.operation;
  });
  const lines = told
    .toReversed()
    .map(
      (state) =>
        html`<li>${date(state.effectiveOn)}: ${say(state.facility)}, ${say(state.operation).toLowerCase()}</li>`,
    );
  return html`<h2>${say('history')}</h2><ul class="plain">!${lines.join('')}</ul>`;
}
