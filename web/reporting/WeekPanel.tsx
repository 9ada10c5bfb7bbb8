import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { type Picture, pictureCall } from '../../server/reporting/picture.schema.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { ButtonLink } from '../platform/ui/Button.tsx';
import { CooperativeName } from '../platform/ui/CooperativeName.tsx';
import { Days, roleName, SampleBadge, SourceNote } from '../platform/ui/marks.tsx';
import { Section, Stack } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { changeWords } from './change-words.ts';
import css from './WeekPanel.module.css';

/** Who waits for whom, and what changed in the seven days up to the day shown. */
export function WeekPanel({ asOf }: { asOf: BusinessDate | undefined }) {
  const query = useQuery(read(pictureCall, { query: asOf === undefined ? {} : { asOf } }));
  return <Loaded query={query}>{(picture) => <Week picture={picture} asOf={asOf} />}</Loaded>;
}

interface WeekProps {
  picture: Picture;
  asOf: BusinessDate | undefined;
}

function Week({ picture, asOf }: WeekProps) {
  const { t } = useSpeech();
  return (
    <Stack>
      {picture.waiting.length > 0 && (
        <Section title={t('reporting.week.waiting')} note={t('reporting.week.waitingNote')}>
          <ul className={css.roles}>
            {picture.waiting.map(({ role, open, late, longestDays }) => (
              <li key={role}>
                {may('task.read') ? (
                  <Link to="/tugas" search={{ ownerRole: role, ...(asOf && { asOf }) }}>
                    {roleName(role, t)}
                  </Link>
                ) : (
                  <span>{roleName(role, t)}</span>
                )}
                <span>{t('reporting.week.open', { count: open })}</span>
                <Days count={longestDays} late={late > 0} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('reporting.week.changes')}>
        <Changes picture={picture} asOf={asOf} />
      </Section>
      <Section title={t('reporting.week.sources')}>
        <ul className={css.sources}>
          {picture.sources.map((source) => (
            <li key={`${source.name} ${source.date}`}>
              <SourceNote source={source} />
            </li>
          ))}
        </ul>
      </Section>
    </Stack>
  );
}

function Changes({ picture: { changes }, asOf }: WeekProps) {
  const speech = useSpeech();
  const { t, date, number } = speech;
  if (changes.rows.length === 0)
    return <EmptyState title={t('reporting.week.quiet')}>{t('reporting.week.quietNote')}</EmptyState>;
  return (
    <>
      <Timeline
        items={changes.rows.map((change) => ({
          key: change.id,
          when: date(change.on),
          what: (
            <>
              {change.cooperative && (
                <>
                  <Link to="/koperasi/$id" params={{ id: change.cooperative.id }}>
                    <CooperativeName name={change.cooperative.name} />
                  </Link>
                  {': '}
                </>
              )}
              {changeWords(change, speech)}
              {change.late && ` (${t('reporting.week.late')})`}
            </>
          ),
          from: change.sample ? <SampleBadge /> : change.source,
        }))}
      />
      {changes.total > changes.rows.length && (
        <p>
          <ButtonLink to="/perubahan" search={asOf === undefined ? {} : { asOf }} kind="quiet">
            {t('reporting.week.all', { shown: number(changes.total) })}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
