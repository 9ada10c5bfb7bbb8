import type { Flag } from '../../../server/assets/survey/survey.schema.ts';
import { useSpeech } from '../../platform/i18n.ts';
import css from './survey.module.css';

/** What a person should look at before he relies on a survey or a photo. */
export function FlagList({ flags }: { flags: readonly Flag[] }) {
  const { t, number, date, days } = useSpeech();
  if (flags.length === 0) return null;
  return (
    <ul className={css.flags}>
      {flags.map((flag) => (
        <li key={flag.kind}>
          {t(`assets.survey.flags.${flag.kind}`, {
            metres: number(flag.metres ?? 0),
            days: days(flag.days ?? 0),
            day: flag.day ? date(flag.day) : '',
          })}
        </li>
      ))}
    </ul>
  );
}
