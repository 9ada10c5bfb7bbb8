import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import * as reporting from '../reporting/public.ts';
import type { PublishedMatch } from './match-outcome.store.ts';
import { dayForm, type Frame, linkTo, page, sampleTag, signed, sourceLine } from './page.ts';
import type { Speech, Word } from './speech.ts';
import { namedSources, type PublishedCooperative, type PublishedSource } from './summary.ts';

export interface VillagePage {
  readonly city: { readonly code: string; readonly name: string };
  readonly village: { readonly name: string; readonly districtName: string };
  readonly day: BusinessDate;
  readonly today: BusinessDate;
  readonly cooperative: PublishedCooperative;
  /** Every published state of the cooperative up to the day, oldest first. */
  readonly history: readonly (PublishedCooperative & { readonly effectiveOn: BusinessDate })[];
  /** What the city's published match says, by use; empty while none is published. */
  readonly match: readonly PublishedMatch[];
}

/** One kelurahan: does it sell, what and at which price, where, with whom, what is built, and who says each of these. */
export function villagePage(
  frame: Frame,
  { city, village, cooperative, history, match, day, today }: VillagePage,
): string {
  const { speech } = frame;
  return page(
    frame,
    html`<p class="quiet"><a href="${linkTo(frame, `/kota/${city.code}`)}">${city.name}</a> · ${village.districtName}</p>
<div class="top"><div><h1>${village.name}</h1>
<p class="lead">${cooperative.name}</p>
<p class="quiet">${speech.say('dayShown', { date: speech.date(day) })}</p></div>!${dayForm(frame, day, today)}</div>
!${states(speech, cooperative)}
<div class="village"><div>!${goods(speech, cooperative)}</div>
<div>!${premises(speech, cooperative)}!${lots(speech, match)}!${partners(speech, cooperative)}!${changes(speech, history)}</div></div>`,
  );
}

function sourcesAbout(speech: Speech, { sources }: PublishedCooperative, about: PublishedSource['about']): string {
  return sourceLine(speech, namedSources(sources.filter((source) => source.about === about)));
}

function states(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date } = speech;
  const { facility, facilitySince, facilityTarget, operation, operationSince, withBumnPartner } = cooperative;
  const facilityDates = [
    ...(facilitySince === null ? [] : [say('since', { date: date(facilitySince) })]),
    ...(facilityTarget === null ? [] : [say('target', { date: date(facilityTarget) })]),
  ];
  const operationDates = operationSince === null ? [] : [say('since', { date: date(operationSince) })];
  const state = (title: Word, sign: string, dates: readonly string[], sources: string) =>
    html`<section><h2>${say(title)}</h2><p class="now">!${sign}</p>!${dates.length > 0 ? html`<p>${dates.join(', ')}</p>` : ''}!${sources}</section>`;
  const mark = reporting.operationMarkOf(operation, withBumnPartner);
  return html`<div class="state">
!${state('operation', signed(speech, mark), operationDates, sourcesAbout(speech, cooperative, 'operation'))}
!${state('facility', signed(speech, facility), facilityDates, sourcesAbout(speech, cooperative, 'facility'))}
</div>`;
}

function goods(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date, rupiah } = speech;
  const rows = cooperative.commodities.map(
    ({ name, sample, packLabel, since, priceIdr }) =>
      html`<tr><td>${name}!${sampleTag(speech, sample)}<br><span class="quiet">${say('per', { pack: packLabel })}</span></td>
<td class="money">${priceIdr === null ? say('priceUnknown') : rupiah(priceIdr)}<br><span class="quiet">${say('since', { date: date(since) })}</span></td></tr>`,
  );
  const table = html`<table class="prices"><tbody>!${rows.join('')}</tbody></table>!${sourcesAbout(speech, cooperative, 'price')}`;
  return html`<h2>${say('goods')}</h2>!${rows.length > 0 ? table : html`<p class="empty">${say('noGoods')}</p>`}`;
}

function premises(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date } = speech;
  const lines = cooperative.premises.map(
    ({ use, place, address, since, sample }) =>
      html`<li><b>${say(use as Word)}</b>: ${place}!${sampleTag(speech, sample)}<br><span class="quiet">${address === null ? '' : `${address}, `}${say('since', { date: date(since) })}</span></li>`,
  );
  return section(speech, 'premises', 'noPremises', lines, sourcesAbout(speech, cooperative, 'premises'));
}

function partners(speech: Speech, cooperative: PublishedCooperative): string {
  const { say, date } = speech;
  const lines = cooperative.partners.map(
    ({ name, goods: supplied, since, sample }) =>
      html`<li><b>${name}</b>!${sampleTag(speech, sample)}<br><span class="quiet">${supplied.map((each) => say(each as Word)).join(', ')}, ${say('since', { date: date(since) })}</span></li>`,
  );
  return section(speech, 'partners', 'noPartners', lines, sourcesAbout(speech, cooperative, 'partnership'));
}

/** Which lot the match gives the kelurahan, or why none, and of which day that is. */
function lots(speech: Speech, match: VillagePage['match']): string {
  const { say, date } = speech;
  const [first] = match;
  if (first === undefined) return '';
  const lines = match.map(({ use, isServed, place, reason, named, sample }) => {
    const said = isServed ? say('siteFound', { place: place ?? '' }) : say(reason ?? 'siteOther', named);
    return html`<li><b>${say(use as Word)}</b>: ${said}!${sampleTag(speech, sample)}</li>`;
  });
  return html`<h2>${say('match')}</h2><ul class="plain">!${lines.join('')}</ul><p class="quiet">${say('matchOf', { date: date(first.day) })}</p>`;
}

function section({ say }: Speech, title: Word, none: Word, lines: readonly string[], sources: string): string {
  const list = html`<ul class="plain">!${lines.join('')}</ul>!${sources}`;
  return html`<h2>${say(title)}</h2>!${lines.length > 0 ? list : html`<p class="empty">${say(none)}</p>`}`;
}

/** The days on which the state of one of the two axes changed. */
function changes({ say, date }: Speech, history: VillagePage['history']): string {
  const told = history.filter((state, index) => {
    const before = history[index - 1];
    return before === undefined || before.facility !== state.facility || before.operation !== state.operation;
  });
  const lines = told
    .toReversed()
    .map(
      ({ effectiveOn, facility, operation }) =>
        html`<li><b>${date(effectiveOn)}</b>: ${say('facility').toLowerCase()} ${say(facility).toLowerCase()}; ${say('operation').toLowerCase()} ${say(operation).toLowerCase()}</li>`,
    );
  return html`<h2>${say('history')}</h2><ul class="plain">!${lines.join('')}</ul>`;
}
