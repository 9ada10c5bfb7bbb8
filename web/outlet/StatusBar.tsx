import { keepContact, signOff, takeNewVersion, useOutlet } from './state.ts';
import { speech, t } from './words.ts';

/** On every screen: where one is, who is at work, and what has become of what was done. */
export function StatusBar() {
  const { device, person, counts, line, isReplaced } = useOutlet();
  return (
    <header className="bar">
      <div className="bar-who">
        <strong>{device === undefined ? 'Lumbung' : shortName(device.cooperative.name)}</strong>
        {person !== undefined && (
          <button type="button" className="person" onClick={signOff}>
            <span>{person.name}</span> <small>{t('outlet.changePerson')}</small>
          </button>
        )}
      </div>
      {device !== undefined && (
        <a className="bar-line" href="#/kiriman" aria-live="polite">
          <Unsent waiting={counts.waiting} line={line} />
          {counts.refused > 0 && (
            <span className="mark refused">{t('outlet.refusedCount', { count: counts.refused })}</span>
          )}
          {line === 'offline' && <span className="mark offline">{t('outlet.noNetwork')}</span>}
        </a>
      )}
      <Trouble />
      {isReplaced && (
        <p className="notice">
          {t('outlet.newVersion')}{' '}
          <button type="button" className="small" onClick={() => void takeNewVersion()}>
            {t('outlet.reload')}
          </button>
        </p>
      )}
    </header>
  );
}

/** A cooperative is called by its kelurahan; the rest of its name is the same for all. */
function shortName(name: string): string {
  return name.replace(/^Koperasi \S+ Merah Putih /, '');
}

function Unsent({ waiting, line }: { waiting: number; line: ReturnType<typeof useOutlet>['line'] }) {
  const { kit } = useOutlet();
  if (waiting > 0) {
    const words = line === 'sending' ? 'outlet.sendingCount' : 'outlet.unsentCount';
    return <span className="mark waiting">{t(words, { count: waiting })}</span>;
  }
  const seen = kit === undefined || line === 'offline' ? '' : ` · ${speech().time(kit.at)}`;
  return (
    <span className="mark sent">
      {t('outlet.allSent')}
      {seen}
    </span>
  );
}

/** What a person must know to do something about it. */
function Trouble() {
  const { line, device } = useOutlet();
  if (line === 'revoked') return <p className="notice grave">{t('outlet.revoked')}</p>;
  if (line === 'not-enrolled' && device !== undefined)
    return (
      <p className="notice grave">
        {t('outlet.tokenOver')} <a href="#/daftar-ulang">{t('outlet.enrolAgain')}</a>
      </p>
    );
  if (line !== 'outage' && line !== 'defect') return null;
  return (
    <p className="notice">
      {t('outlet.serverAway')}{' '}
      <button type="button" className="small" onClick={() => void keepContact()}>
        {t('outlet.tryNow')}
      </button>
    </p>
  );
}
