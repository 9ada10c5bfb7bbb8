import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import { tellsDay } from '../kernel/source-name.ts';
import * as reporting from '../reporting/public.ts';
import type { Language, Speech } from './speech.ts';
import type { NamedSource } from './summary.ts';

/** What every public page shares. Text is escaped by the tag; only markup that this folder or the drawings made goes in with `!`. */
export interface Frame {
  readonly speech: Speech;
  readonly title: string;
  readonly description: string;
  /** Scheme and host that people use. */
  readonly origin: string;
  /** This page's own address, without the language and the day. */
  readonly path: string;
  /** The day that was asked for; undefined while the page shows today. */
  readonly asOf: BusinessDate | undefined;
  /** The style sheet itself: no second request stands between a citizen and the figures. */
  readonly sheet: string;
  /** The day the demo stands at; undefined outside of a demo. */
  readonly demoOn: BusinessDate | undefined;
  /** The last sealed entry of the city's audit log: what was published cannot be rewritten unseen. */
  readonly sealed?: { readonly seq: number; readonly hash: string } | undefined;
  /** Kept out of search engines and archives: failures. */
  readonly unlisted?: boolean;
}

/** The sheet of signs on a page. */
const signs = 'tanda';

export function page(frame: Frame, body: string): string {
  const { say, date, language } = frame.speech;
  const other = otherOf(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title}</title>
<meta name="description" content="${frame.description}">
<meta name="color-scheme" content="light dark">
!${frame.unlisted ? '<meta name="robots" content="noindex">' : alternates(frame)}
<link rel="icon" type="image/svg+xml" href="/lumbung.svg">
<style>!${frame.sheet}</style>
</head>
<body>
<a class="skip" href="#isi">${say('skip')}</a>
!${frame.demoOn === undefined ? '' : html`<aside class="banner" aria-label="${say('sample')}"><span class="tag">${say('sample')}</span> ${say('demo', { date: date(frame.demoOn) })}</aside>`}
<header>
<a class="brand" href="${linkTo(frame, '/', { asOf: undefined })}">Lumbung</a>
<nav><a href="${linkTo(frame, frame.path, { language: other })}" lang="${other}" hreflang="${other}">${say('other')}</a><a href="/app/">${say('signIn')}</a></nav>
</header>
!${reporting.keySheet(signs, reporting.onScreen)}
<main id="isi">
!${body}
</main>
<footer><p>${say('about')}</p>!${frame.sealed ? html`<p>${say('audit', { seq: frame.sealed.seq })} <code>${frame.sealed.hash.slice(0, 16)}</code></p>` : ''}</footer>
</body>
</html>`;
}

/** The page in each language, for search engines. */
function alternates(frame: Frame): string {
  const line = (rel: string, language: Language) =>
    html`<link rel="${rel}" href="${frame.origin}${linkTo(frame, frame.path, { language })}" !${rel === 'canonical' ? '' : `hreflang="${language}"`}>`;
  return [line('canonical', frame.speech.language), line('alternate', 'id'), line('alternate', 'en')].join('\n');
}

function otherOf(language: Language): Language {
  return language === 'id' ? 'en' : 'id';
}

/** An address that keeps the reader's language and the day he looks at. */
export function linkTo(
  { speech, asOf }: Pick<Frame, 'speech' | 'asOf'>,
  path: string,
  over: { language?: Language; asOf?: BusinessDate | undefined } = {},
): string {
  const kept = { language: speech.language, asOf, ...over };
  const query = new URLSearchParams({
    ...(kept.asOf && { asOf: kept.asOf }),
    ...(kept.language === 'en' && { lang: 'en' }),
  });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The sign of a stage or of operation before its word. */
export function signed(speech: Speech, sign: reporting.Stage | reporting.OperationMark): string {
  return html`!${reporting.keyOf(signs, sign)}${speech.say(sign)}`;
}

/** Asks for the same page as of another day. */
export function dayForm({ speech, path }: Frame, day: BusinessDate, today: BusinessDate): string {
  const { say } = speech;
  return html`<form method="get" action="${path}">!${speech.language === 'en' ? '<input type="hidden" name="lang" value="en">' : ''}
<label>${say('asOf')}<input type="date" name="asOf" value="${day}" max="${today}"></label>
<button>${say('show')}</button></form>`;
}

export function sampleTag(speech: Speech, isSample: boolean): string {
  return isSample ? html` <span class="tag">${speech.say('sample')}</span>` : '';
}

/** Who says so, in one line under what he says. Nothing when nobody does. */
export function sourceLine(speech: Speech, sources: readonly NamedSource[]): string {
  if (sources.length === 0) return '';
  const named = sources.map((source) => html`${sourceName(speech, source)}!${sampleTag(speech, source.sample)}`);
  return html`<p class="quiet source">${speech.say('source')}: !${named.join('; ')}</p>`;
}

/** A source with its day, told once. */
export function sourceName(speech: Speech, { name, date }: Pick<NamedSource, 'name' | 'date'>): string {
  return tellsDay(name, date) ? name : `${name}, ${speech.date(date)}`;
}

/** What a person sees instead of a page, with what to do next. */
export function failurePage(
  frame: Frame,
  { status, incident }: { status: number; incident: string | undefined },
): string {
  const { say } = frame.speech;
  const [title, lead] =
    status === 503
      ? (['unavailable', 'unavailableLead'] as const)
      : status >= 500
        ? (['defect', 'defectLead'] as const)
        : (['notFound', 'notFoundLead'] as const);
  const again = status >= 500 ? html`<a class="button" href="${linkTo(frame, frame.path)}">${say('again')}</a> ` : '';
  return page(
    frame,
    html`<h1>${say(title)}</h1><p class="lead">${say(lead)}</p>
!${incident === undefined ? '' : html`<p class="quiet">${say('incident')} <code>${incident}</code></p>`}
<p>!${again}<a class="button" href="${linkTo(frame, '/', { asOf: undefined })}">${say('home')}</a></p>`,
  );
}
