import { useId, useState } from 'react';
import { Said, useRun } from './Enrol.tsx';
import { PinField } from './PinField.tsx';
import { pinDigits } from './pin.ts';
import { joinHere, useOutlet } from './state.ts';
import { goOnTo } from './use-path.ts';
import { t } from './words.ts';

/** Somebody joins those who work on this phone: a code proves who he is, a PIN he chooses here says later that it is he. */
export function Join() {
  const { people } = useOutlet();
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const field = useId();
  const { run, isBusy, said } = useRun();
  const differs = again.length === pinDigits && again !== pin;
  const isReady = code.length >= 12 && pin.length === pinDigits && again === pin;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          await joinHere(code, pin);
          goOnTo('');
        });
      }}
    >
      <h1>{t(people.length === 0 ? 'outlet.firstPerson' : 'outlet.newPerson')}</h1>
      <p>{t('outlet.joinHow')}</p>
      <label htmlFor={field}>{t('outlet.joinCode')}</label>
      <input
        id={field}
        className="code"
        value={code}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
        placeholder={t('outlet.codeShape')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
      />
      <PinField label={t('outlet.choosePin', { digits: pinDigits })} value={pin} onChange={setPin} />
      <PinField label={t('outlet.repeatPin')} value={again} onChange={setAgain} />
      <Said said={differs ? t('outlet.pinsDiffer') : said} />
      <button type="submit" className="act" disabled={isBusy || !isReady}>
        {t(isBusy ? 'outlet.oneMoment' : 'outlet.joinDo')}
      </button>
      {people.length > 0 && (
        <a className="quiet" href="#/">
          {t('outlet.back')}
        </a>
      )}
    </form>
  );
}
