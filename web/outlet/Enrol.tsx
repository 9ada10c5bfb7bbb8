import { useId, useState } from 'react';
import { Problem } from '../platform/problem.ts';
import { enrolHere } from './state.ts';
import { goOnTo } from './use-path.ts';
import { learnRefusals, refusalWords, t } from './words.ts';

/** A phone becomes a device of an outlet by the code its manager sees on his screen. */
export function Enrol({ isLost }: { isLost: boolean }) {
  const [code, setCode] = useState('');
  const field = useId();
  const { run, isBusy, said } = useRun();
  const enrol = () =>
    run(async () => {
      await enrolHere(code);
      goOnTo('');
    });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void enrol();
      }}
    >
      <h1>{t('outlet.enrolTitle')}</h1>
      {isLost && <p className="notice grave">{t('outlet.dataLost')}</p>}
      <p>{t('outlet.enrolHow')}</p>
      <label htmlFor={field}>{t('outlet.enrolCode')}</label>
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
        required
        minLength={12}
      />
      <Said said={said} />
      <button type="submit" className="act" disabled={isBusy || code.length < 12}>
        {t(isBusy ? 'outlet.oneMoment' : 'outlet.enrolDo')}
      </button>
    </form>
  );
}

/** Runs what needs the server and says what went wrong, beside the button that did it. */
export function useRun() {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setSaid(undefined);
    try {
      await work();
    } catch (error) {
      setSaid(await wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, said };
}

async function wordsFor(error: unknown): Promise<string> {
  if (!(error instanceof Problem)) return t('outlet.notSaved');
  if (error.kind === 'offline') return t('outlet.needsNetwork');
  if (error.type === 'auth/too-many-tries') return t('outlet.tooManyTries', error.data);
  if (error.kind !== 'refused') return t('outlet.serverAway');
  await learnRefusals();
  return refusalWords(error);
}

export function Said({ said }: { said: string | undefined }) {
  return (
    <p role="alert" className="said">
      {said}
    </p>
  );
}
