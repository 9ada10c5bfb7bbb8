import { useState } from 'react';
import { Said } from './Enrol.tsx';
import { PinField } from './PinField.tsx';
import { pinDigits } from './pin.ts';
import { type Person, signOn, useOutlet } from './state.ts';
import { t } from './words.ts';

/** Who is at work? A name, then a PIN; no network is needed. */
export function SignOn() {
  const { people } = useOutlet();
  const [chosen, setChosen] = useState<Person | undefined>(people.length === 1 ? people[0] : undefined);
  const [pin, setPin] = useState('');
  const [said, setSaid] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const tryPin = async (digits: string) => {
    setPin(digits);
    if (digits.length < pinDigits || chosen === undefined) return;
    setBusy(true);
    const answer = await signOn(chosen, digits);
    setBusy(false);
    if (answer === 'done') return;
    setPin('');
    setSaid(wordsOf(answer));
  };
  return (
    <section className="form">
      <h1>{t('outlet.whoWorks')}</h1>
      <ul className="choices">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="choice"
              aria-pressed={chosen?.id === person.id}
              onClick={() => {
                setChosen(person);
                setPin('');
                setSaid(undefined);
              }}
            >
              {person.name}
            </button>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <PinField
          key={chosen.id}
          label={t('outlet.pinOf', { name: chosen.name })}
          value={pin}
          isDisabled={isBusy}
          onChange={(digits) => void tryPin(digits)}
        />
      )}
      <Said said={said} />
      <a className="quiet" href="#/orang-baru">
        {t('outlet.newPerson')}
      </a>
    </section>
  );
}

function wordsOf(answer: Exclude<Awaited<ReturnType<typeof signOn>>, 'done'>): string {
  if (answer === 'over') return t('outlet.pinOver');
  if ('waitMs' in answer) return t('outlet.pinWait', { minutes: Math.ceil(answer.waitMs / 60_000) });
  return t('outlet.pinWrong', { left: answer.left });
}
