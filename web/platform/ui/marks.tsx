import { Tooltip } from '@mantine/core';
import type { BusinessDate } from '../../../server/kernel/business-date.ts';
import { tellsDay } from '../../../server/kernel/source-name.ts';
import { type OperationMark, operationMark } from '../../../server/reporting/drawing/operation-mark.ts';
import { type Stage, stages } from '../../../server/reporting/drawing/palette.ts';
import { hasWord, type Speech, useSpeech } from '../i18n.ts';
import css from './marks.module.css';

/** How far a building is, as four steps filled one after the other: the colours are kept for maps and funnels. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useSpeech();
  const reached = stages.indexOf(stage);
  return (
    <span className={css.stage}>
      <svg viewBox="0 0 30 10" width="30" height="10" aria-hidden="true">
        {stages.slice(1).map((each, index) => (
          <rect key={each} x={index * 8 + 0.5} y="0.5" width="5" height="9" rx="1" data-reached={index < reached} />
        ))}
      </svg>
      {t(`platform.stages.${stage}`)}
    </span>
  );
}

/** Whether a cooperative trades: a shape, then the word. */
export function OperationBadge({ mark }: { mark: OperationMark }) {
  const { t } = useSpeech();
  return (
    <span className={css.stage}>
      <svg
        viewBox="0 0 14 14"
        width="14"
        height="14"
        aria-hidden="true"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own function from numbers and two variables
        dangerouslySetInnerHTML={{ __html: operationMark(mark, { x: 7, y: 7, r: 5 }, 'currentColor', 'none') }}
      />
      {t(`platform.operations.${mark}`)}
    </span>
  );
}

/** Invented, for demonstration: never to be taken for a fact. */
export function SampleBadge() {
  const { t } = useSpeech();
  return <span className={css.sample}>{t('platform.sample')}</span>;
}

export interface Source {
  readonly name: string;
  readonly date: BusinessDate;
  readonly sample: boolean;
}

/** Where a fact comes from and of which day; `contoh` when it was invented. A name that tells its day is not told it again. */
export function SourceNote({ source }: { source: Source }) {
  const { t, date } = useSpeech();
  const day = tellsDay(source.name, source.date) ? '' : `, ${date(source.date)}`;
  return (
    <small className={css.source}>
      {source.sample ? <SampleBadge /> : t('platform.source.from', { name: source.name })}
      {day}
    </small>
  );
}

/** The same where there is no room: a small letter that tells when pointed at or focused. */
export function SourceHint({ source }: { source: Source }) {
  const { t, date } = useSpeech();
  const day = tellsDay(source.name, source.date) ? '' : `, ${date(source.date)}`;
  const said = `${source.sample ? t('platform.source.sample') : t('platform.source.from', { name: source.name })}${day}`;
  return (
    <Tooltip label={said}>
      <button type="button" className={css.hint} aria-label={said}>
        {source.sample ? t('platform.sample') : t('platform.source.short')}
      </button>
    </Tooltip>
  );
}

/** The name of a role; what this system wrote itself carries its own name. */
export function roleName(role: string, t: Speech['t']): string {
  return hasWord(`access.role.${role}`) ? t(`access.role.${role}`) : t('platform.recorded.machine');
}

/** Who entered it, and whether that was for somebody else: "diisi oleh pendamping, atas nama koperasi". */
export function RecordedNote({ role, onBehalf }: { role: string; onBehalf: boolean }) {
  const { t } = useSpeech();
  const name = roleName(role, t);
  return (
    <small className={css.source} data-on-behalf={onBehalf}>
      {t(onBehalf ? 'platform.recorded.onBehalf' : 'platform.recorded.by', { role: name })}
    </small>
  );
}

/** Days something has waited. Late is a red mark and a heavier figure, so that it is seen without colour too. */
export function Days({ count, late = false }: { count: number; late?: boolean }) {
  const { days, t } = useSpeech();
  return (
    <span className={css.days} data-late={late}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" />
      </svg>
      {days(count)}
      {late && <span className="visually-hidden"> {t('platform.late')}</span>}
    </span>
  );
}
