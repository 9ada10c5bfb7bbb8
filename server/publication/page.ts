import { html } from 'ghtml';
import type { BusinessDate } from '../kernel/business-date.ts';
import type { Language, Speech } from './speech.ts';
import type { NamedSource } from './summary.ts';

/** What every public page shares. Text is escaped by the tag; only markup that this folder or the drawings made goes in with `!`. */
export interface Frame {
  readonly speech: Speech;
  readonly title: string;
  readonly description: string;
  /** This page in the other language. */
  readonly otherHref: string;
  /** Style sheets by their hashed addresses. */
  readonly styles: readonly string[];
  /** The day the demo stands at; undefined outside of a demo. */
  readonly demoOn: BusinessDate | undefined;
}

export function page(frame: Frame, body: string): string {
  const { say, date, language } = frame.speech;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title}</title>
<meta name="description" content="${frame.description}">
<meta name="color-scheme" content="light dark">
!${frame.styles.map((href) => html`<link rel="stylesheet" href="${href}">`).join('')}
<link rel="alternate" hreflang="${otherOf(language)}" href="${frame.otherHref}">
</head>
<body>
<a class="skip" href="#isi">${say('skip')}</a>
<header>
!${frame.demoOn === undefined ? '' : html`<p class="banner">${say('demo', { date: date(frame.demoOn) })}</p>`}
<a class="brand" href="/">Lumbung</a>
<nav><a href="${frame.otherHref}" lang="${otherOf(language)}">${say('other')}</a><a href="/app/">${say('signIn')}</a></nav>
</header>
<main id="isi">
!${body}
</main>
<footer><p>${say('about')}</p></footer>
</body>
</html>`;
}

export function otherOf(language: Language): Language {
  return language === 'id' ? 'en' : 'id';
}

export function sampleTag(speech: Speech, isSample: boolean): string {
  return isSample ? html` <span class="tag">${speech.say('sample')}</span>` : '';
}

export function sourceList(speech: Speech, sources: readonly NamedSource[]): string {
  const lines = sources.map(
    (source) => html`<li>${source.name}, ${speech.date(source.date)}!${sampleTag(speech, source.sample)}</li>`,
  );
  return html`<h2>${speech.say('sources')}</h2><ul class="plain quiet">!${lines.join('')}</ul>`;
}

export function notFoundPage(frame: Frame): string {
  const { say } = frame.speech;
  return page(
    frame,
    html`<h1>${say('notFound')}</h1><p>${say('notFoundLead')}</p><p><a href="/">${say('home')}</a></p>`,
  );
}
