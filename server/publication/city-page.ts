import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import * as reporting from '../reporting/public.ts';
import { type Frame, page, sampleTag, sourceList } from './page.ts';
import type { Speech, Word } from './speech.ts';
import { type Counts, countStates, namedSources, type PublishedCooperative } from './summary.ts';

/** Everything the page of a city shows, read before it is drawn. */
export interface CityPage {
  readonly code: string;
  readonly name: string;
  readonly day: BusinessDate;
  readonly today: BusinessDate;
  readonly cooperatives: readonly PublishedCooperative[];
  readonly places: readonly Omit<reporting.MapPlace, 'href' | 'note' | 'facility' | 'operation'>[];
  /** Where the borders come from; undefined while circles are drawn. */
  readonly borders: { readonly source: string; readonly licence: string } | undefined;
  /** Whose names and codes of regions these are, and under which licence. */
  readonly datasets: readonly { readonly source: string; readonly licence: string }[];
  readonly sealed: { readonly seq: number; readonly hash: string } | undefined;
}

export function cityPage(frame: Frame, city: CityPage): string {
  const { speech } = frame;
  const { say, date } = speech;
  const counts = countStates(city.cooperatives);
  return page(
    frame,
    html`<div class="top"><div>
<h1>${city.name}</h1>
<p class="lead">${say('cityLead', { count: counts.cooperatives, date: date(city.day) })}</p>
</div>
<form method="get">!${speech.language === 'en' ? '<input type="hidden" name="lang" value="en">' : ''}
<label>${say('asOf')}<input type="date" name="asOf" value="${city.day}" max="${city.today}"></label>
<button>${say('show')}</button></form></div>
!${axes(speech, counts)}
<h2>${say('map')}</h2>
<figure class="map">!${mapOf(speech, city)}<figcaption class="quiet">${bordersSaid(city)}</figcaption></figure>
<h2>${say('list')}</h2>
!${listOf(speech, city)}
!${sourceList(speech, namedSources(city.cooperatives.flatMap(({ sources }) => sources)))}
<h2>${say('openData')}</h2>
!${openData(city)}
<p class="quiet">${city.datasets.map(({ source, licence }) => `${source} (${licence})`).join('; ')}</p>
!${city.sealed ? html`<p class="quiet">${say('audit', { seq: city.sealed.seq, hash: city.sealed.hash.slice(0, 16) })}</p>` : ''}`,
  );
}

/** The two axes side by side and never added up. */
function axes({ say }: Speech, { facility, operation }: Counts): string {
  const line = (entries: readonly (readonly [Word, number])[]) =>
    entries
      .map(
        ([word, count]) =>
          html`<li class="${count === 0 ? 'zero' : 'some'}"><b>${count}</b><span>${say(word)}</span></li>`,
      )
      .join('');
  const built = [
    ['none', facility.none],
    ['proposed', facility.proposed],
    ['designated', facility.designated],
    ['under_construction', facility.underConstruction],
    ['handed_over', facility.handedOver],
  ] as const;
  const traded = [
    ['trading', operation.trading],
    ['of_which_partner', operation.withBumnPartner],
    ['not_trading', operation.notTrading],
    ['unknown', operation.unknown],
  ] as const;
  return html`<div class="axes">
<section><h2>${say('facility')}</h2><p class="quiet">${say('facilityLead')}</p><ul class="figures">!${line(built)}</ul></section>
<section><h2>${say('operation')}</h2><p class="quiet">${say('operationLead')}</p><ul class="figures">!${line(traded)}</ul></section>
</div>`;
}

function mapOf({ say, language }: Speech, city: CityPage): string {
  const byVillage = new Map(
    city.cooperatives.flatMap((cooperative) => cooperative.villages.map((village) => [village.code, cooperative])),
  );
  const places = city.places.flatMap((place) => {
    const cooperative = byVillage.get(place.id);
    if (!cooperative) return [];
    const { facility, operation, withBumnPartner } = cooperative;
    const mark = reporting.operationMarkOf(operation, withBumnPartner);
    const note = `${say(facility)}, ${say(mark)}`;
    return [{ ...place, facility, operation: mark, note, href: villageHref(city.code, place.id, language) }];
  });
  const stage = {
    none: say('none'),
    proposed: say('proposed'),
    designated: say('designated'),
    under_construction: say('under_construction'),
    handed_over: say('handed_over'),
  };
  const operation = {
    with_partner: say('with_partner'),
    trading: say('trading'),
    not_trading: say('not_trading'),
    unknown: say('unknown'),
  };
  const words = { title: `${say('map')} ${city.name}`, stage, operation, caution: say('mapCaution') };
  return reporting.cityMap(places, { id: 'peta', width: 680, palette: reporting.onScreen, words });
}

function bordersSaid({ borders }: CityPage): string {
  return borders ? `${borders.source} (${borders.licence}).` : '';
}

function listOf(speech: Speech, city: CityPage): string {
  const { say } = speech;
  const rows = city.cooperatives.flatMap((cooperative) =>
    cooperative.villages.map((village) => ({ cooperative, village })),
  );
  const byDistrict = Map.groupBy(
    rows.toSorted((a, b) => a.village.code.localeCompare(b.village.code)),
    ({ village }) => village.district,
  );
  return [...byDistrict]
    .map(
      ([district, lines]) => html`<h3>${district}</h3>
<table class="list"><thead><tr><th>${say('village')}</th><th>${say('facility')}</th><th>${say('operation')}</th></tr></thead>
<tbody>!${lines.map(({ cooperative, village }) => row(speech, city.code, cooperative, village)).join('')}</tbody></table>`,
    )
    .join('');
}

function row(
  speech: Speech,
  city: string,
  cooperative: PublishedCooperative,
  village: { code: string; name: string },
): string {
  const mark = reporting.operationMarkOf(cooperative.operation, cooperative.withBumnPartner);
  const isSample = cooperative.operation === 'trading' && cooperative.sources.some((source) => source.sample);
  return html`<tr><td><a href="${villageHref(city, village.code, speech.language)}">${village.name}</a></td>
<td>!${stageOf(speech, cooperative)}</td><td>${speech.say(mark)}!${sampleTag(speech, isSample)}</td></tr>`;
}

export function stageOf({ say, date }: Speech, { facility, facilitySince }: PublishedCooperative): string {
  const since =
    facilitySince === null ? '' : html` <span class="quiet">${say('since', { date: date(facilitySince) })}</span>`;
  return html`<span class="stage ${facility}" aria-hidden="true"></span>${say(facility)}!${since}`;
}

export function villageHref(city: string, village: string, language: string): string {
  return `/kota/${city}/kelurahan/${village}${language === 'en' ? '?lang=en' : ''}`;
}

function openData({ code, day }: CityPage): string {
  const base = `/api/public/regencies/${code}`;
  const files = ['summary', 'cooperatives', 'cooperatives.geojson', 'cooperatives.csv', 'boundaries.geojson'];
  return html`<ul class="plain">!${files.map((file) => html`<li><a href="${base}/${file}?asOf=${day}">${file}</a></li>`).join('')}</ul>`;
}
