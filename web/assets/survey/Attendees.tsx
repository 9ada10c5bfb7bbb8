import { useSpeech } from '../../platform/i18n.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { TextInput } from '../../platform/ui/inputs.tsx';
import type { DraftValues } from './draft.ts';
import css from './survey.module.css';

const peopleMax = 20;
type People = DraftValues['attendees'];

/** Who stood there, with the office each came from. */
export function Attendees({
  attendees,
  error,
  onChange,
}: {
  attendees: People;
  error: string | undefined;
  onChange: (attendees: People) => void;
}) {
  const { t } = useSpeech();
  const set = (at: number, person: Partial<People[number]>) =>
    onChange(attendees.map((each, index) => (index === at ? { ...each, ...person } : each)));
  return (
    <fieldset className={css.people}>
      <legend>{t('assets.survey.people.legend')}</legend>
      {attendees.map(({ name, office }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: people are told apart by their place in the list only
        <div key={at} className={css.person}>
          <TextInput
            label={t('assets.survey.people.name', { nth: at + 1 })}
            required
            maxLength={120}
            value={name}
            error={at === 0 ? error : undefined}
            onChange={(next = '') => set(at, { name: next })}
          />
          <TextInput
            label={t('assets.survey.people.office', { nth: at + 1 })}
            required
            maxLength={120}
            value={office}
            onChange={(next = '') => set(at, { office: next })}
          />
          {attendees.length > 1 && (
            <Button kind="quiet" onClick={() => onChange(attendees.filter((_, index) => index !== at))}>
              {t('assets.survey.people.remove', { nth: at + 1 })}
            </Button>
          )}
        </div>
      ))}
      {attendees.length < peopleMax && (
        <Button onClick={() => onChange([...attendees, { name: '', office: '' }])}>
          {t('assets.survey.people.add')}
        </Button>
      )}
    </fieldset>
  );
}
