import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import * as reporting from '../reporting/public.ts';
import { dayForm, type Frame, linkTo, page, sampleTag, signed, sourceName } from './page.ts';
import { type GoodsRange, goodsRanges, latest } from './prices.ts';
import type { Speech } from './speech.ts';
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
  readonly borders: Attribution | undefined;
  /** Whose names and codes of regions these are, and under which licence. */
  readonly datasets: readonly Attribution[];
}

interface Attribution {
  readonly source: string;
  readonly licence: string;
}

/** The answer first, in one sentence; then the two axes and the map; then prices, each kelurahan, and who says so. */
export function cityPage(frame: Frame, city: CityPage): string {
  const { say, date } = frame.speech;
  const counts = countStates(city.cooperatives);
  const asOf = html`<p class="quiet">${say('cityAsOf', { count: counts.cooperatives, date: date(city.day) })}</p>`;
  const isEmpty = counts.cooperatives === 0;
  const told = isEmpty ? say('noCooperative', { date: date(city.day) }) : headline(frame.speech, counts);
  const top = html`<div class="top"><div><h1>${city.name}</h1>!${asOf}<p class="headline">${told}</p></div>!${dayForm(frame, city.day, city.today)}</div>`;
  if (isEmpty) return page(frame, top);
  return page(
    frame,
    html`!${top}
<div class="picture"><div>!${axes(frame.speech, counts)}</div>!${map(frame, city)}</div>
!${prices(frame, city)}
<h2 id="daftar">${say('list')}</h2>
<div class="districts">!${districts(frame, city)}</div>
<div class="notes"><section><h2>${say('sources')}</h2>!${sources(frame.speech, city)}</section>
<section><h2>${say('openData')}</h2>!${openData(frame.speech, city)}</section>
<section><h2>${say('licences')}</h2>!${licences(city)}</section></div>`,
  );
}

function headline({ say }: Speech, { facility, operation, cooperatives }: Counts): string {
  const { underConstruction: building, handedOver: done } = facility;
  return [
    ...(done > 0 ? [say('headlineDone', { count: done, of: cooperatives })] : []),
    say('headlineBuilding', { count: building, of: cooperatives }),
    say('headlineTrading', { count: operation.trading, of: cooperatives }),
  ].join(' ');
}

/** The two axes, one under the other and never added up. The signs are those of the map. */
function axes(speech: Speech, { facility, operation }: Counts): string {
  const { say } = speech;
  const line = (sign: reporting.Stage | reporting.OperationMark, count: number) =>
    html`<li class="${count === 0 ? 'zero' : 'some'}"><b>${count}</b><span>!${signed(speech, sign)}</span></li>`;
  const stages = [
    ['none', facility.none],
    ['proposed', facility.proposed],
    ['designated', facility.designated],
    ['under_construction', facility.underConstruction],
    ['handed_over', facility.handedOver],
  ] as const;
  const marks = [
    ['with_partner', operation.withBumnPartner],
    ['trading', operation.trading - operation.withBumnPartner],
    ['not_trading', operation.notTrading],
    ['unknown', operation.unknown],
  ] as const;
  return html`<section><h2>${say('facility')}</h2><p class="quiet">${say('facilityLead')}</p>
<ul class="figures">!${stages.map(([sign, count]) => line(sign, count)).join('')}</ul></section>
<section><h2>${say('operation')}</h2><p class="quiet">${say('operationLead')}</p>
<ul class="figures">!${marks.map(([sign, count]) => line(sign, count)).join('')}</ul></section>`;
}

/** The whole map is one way to the kelurahan for who points; the list below is the other, so keys need not pass every shape. */
function map(frame: Frame, city: CityPage): string {
  const { say } = frame.speech;
  const byVillage = new Map(
    city.cooperatives.flatMap((cooperative) => cooperative.villages.map((village) => [village.code, cooperative])),
  );
  const places = city.places.flatMap((place) => {
    const cooperative = byVillage.get(place.id);
    if (!cooperative) return [];
    const { facility, operation, withBumnPartner } = cooperative;
    const mark = reporting.operationMarkOf(operation, withBumnPartner);
    const note = `${say(facility)}, ${say(mark)}`;
    return [{ ...place, facility, operation: mark, note, href: villageLink(frame, city.code, place.id) }];
  });
  if (places.length === 0) return '';
  const { none, proposed, designated, under_construction, handed_over } = saidOf(frame.speech);
  const { with_partner, trading, not_trading, unknown } = saidOf(frame.speech);
  const words = {
    title: `${say('map')} ${city.name}`,
    stage: { none, proposed, designated, under_construction, handed_over },
    operation: { with_partner, trading, not_trading, unknown },
    caution: say('mapCaution'),
  };
  const drawn = reporting.cityMap(places, {
    id: 'peta',
    width: 520,
    palette: reporting.onScreen,
    words,
    legend: false,
  });
  const borders = city.borders ? ` ${city.borders.source} (${city.borders.licence}).` : '';
  return html`<figure class="map"><a class="skip" href="#daftar">${say('skipMap')}</a>!${drawn}
<figcaption class="quiet">${say('mapKey')} ${words.caution}${borders}</figcaption></figure>`;
}

function saidOf({ say }: Speech) {
  return {
    none: say('none'),
    proposed: say('proposed'),
    designated: say('designated'),
    under_construction: say('under_construction'),
    handed_over: say('handed_over'),
    with_partner: say('with_partner'),
    trading: say('trading'),
    not_trading: say('not_trading'),
    unknown: say('unknown'),
  };
}

/** What the outlets ask, from the least to the most, and where it is least: what a citizen comes for. */
function prices(frame: Frame, city: CityPage): string {
  const { speech } = frame;
  const { say } = speech;
  const ranges = goodsRanges(city.cooperatives);
  const rows = ranges.map(
    (
      range,
    ) => html`<tr><td>${range.name}!${sampleTag(speech, range.sample)}<br><span class="quiet">${say('per', { pack: range.packLabel })}</span></td>
<td class="money">${priceSaid(speech, range)}<br><span class="quiet">${say('outlets', { count: range.outlets })}!${cheapest(frame, city, range)}</span></td></tr>`,
  );
  if (rows.length === 0) return html`<h2>${say('cityGoods')}</h2><p class="quiet">${say('cityNoGoods')}</p>`;
  return html`<h2>${say('cityGoods')}</h2><p class="quiet">${say('cityGoodsLead', { date: speech.date(latest(ranges.map(({ newest }) => newest))) })}</p>
<table class="prices"><tbody>!${rows.join('')}</tbody></table>`;
}

function priceSaid({ rupiah, say }: Speech, { leastIdr, mostIdr }: GoodsRange): string {
  if (leastIdr === undefined || mostIdr === undefined) return say('priceUnknown');
  return leastIdr === mostIdr ? rupiah(leastIdr) : `${rupiah(leastIdr)}–${rupiah(mostIdr).replace(/^Rp\s/, '')}`;
}

function cheapest(frame: Frame, { code }: CityPage, { leastAt, leastIdr, mostIdr }: GoodsRange): string {
  if (!leastAt || leastIdr === mostIdr) return '';
  return html`, ${frame.speech.say('cheapestAt')} <a href="${villageLink(frame, code, leastAt.code)}">${leastAt.name}</a>`;
}

function districts(frame: Frame, city: CityPage): string {
  const { say } = frame.speech;
  const rows = city.cooperatives.flatMap((cooperative) =>
    cooperative.villages.map((village) => ({ cooperative, village })),
  );
  const byName = new Intl.Collator('id').compare;
  const byDistrict = Map.groupBy(
    rows.toSorted((a, b) => byName(a.village.name, b.village.name)),
    ({ village }) => village.district,
  );
  return [...byDistrict]
    .toSorted(([a], [b]) => byName(a, b))
    .map(
      ([district, lines]) => html`<section><h3>${district}</h3>
<table class="list"><thead><tr><th scope="col">${say('village')}</th><th scope="col">${say('facility')}</th><th scope="col">${say('operation')}</th></tr></thead>
<tbody>!${lines.map(({ cooperative, village }) => row(frame, city.code, cooperative, village)).join('')}</tbody></table></section>`,
    )
    .join('');
}

function row(
  frame: Frame,
  city: string,
  cooperative: PublishedCooperative,
  village: { code: string; name: string },
): string {
  const { speech } = frame;
  const { facility, operation, withBumnPartner, sources: all } = cooperative;
  const isSample = (about: 'facility' | 'operation') => all.some((source) => source.about === about && source.sample);
  return html`<tr><td><a href="${villageLink(frame, city, village.code)}">${village.name}</a></td>
<td>!${signed(speech, facility)}!${sampleTag(speech, isSample('facility'))}</td>
<td>!${signed(speech, reporting.operationMarkOf(operation, withBumnPartner))}!${sampleTag(speech, isSample('operation'))}</td></tr>`;
}

function villageLink(frame: Frame, city: string, village: string): string {
  return linkTo(frame, `/kota/${city}/kelurahan/${village}`);
}

function sources(speech: Speech, city: CityPage): string {
  const lines = namedSources(city.cooperatives.flatMap((cooperative) => cooperative.sources)).map(
    ({ sample, about, ...source }) =>
      html`<li>${sourceName(speech, source)}!${sampleTag(speech, sample)}: ${about.map((each) => speech.say(each)).join(', ')}</li>`,
  );
  return html`<ul class="plain">!${lines.join('')}</ul>`;
}

function openData({ say }: Speech, { code, day }: CityPage): string {
  const base = `/api/public/regencies/${code}`;
  const files = [
    ['summary', say('dataSummary')],
    ['cooperatives.csv', say('dataTable')],
    ['cooperatives.geojson', say('dataPoints')],
    ['boundaries.geojson', say('dataBorders')],
    ['cooperatives', say('dataAll')],
  ] as const;
  const lines = files.map(
    ([file, said]) => html`<li><a href="${base}/${file}?asOf=${day}">${said}</a> <code>${file}</code></li>`,
  );
  return html`<ul class="plain">!${lines.join('')}</ul>`;
}

function licences({ datasets, borders }: CityPage): string {
  const lines = [...datasets, ...(borders ? [borders] : [])].map(
    ({ source, licence }) => html`<li>${source.replace(/^https?:\/\/(www\.)?/, '')}: ${licence}</li>`,
  );
  return html`<ul class="plain">!${lines.join('')}</ul>`;
}
