import { useEffect } from 'react';
import { SentList } from './SentList.tsx';
import { keepContact, useOutlet } from './state.ts';
import { learnRefusals, speak, spoken, t } from './words.ts';

/** All that was done on this phone, also by those who are not at work now. */
export function Sent() {
  const { items, counts, device } = useOutlet();
  useEffect(() => void learnRefusals(), []);
  const other = spoken() === 'id' ? 'en' : 'id';
  return (
    <section>
      <h1>{t('outlet.sentTitle')}</h1>
      <p className="small quiet-text">{device?.device.name}</p>
      {counts.waiting > 0 && (
        <>
          <p>{t('outlet.safeHere')}</p>
          <button type="button" className="act" onClick={() => void keepContact()}>
            {t('outlet.sendNow')}
          </button>
        </>
      )}
      <SentList items={items} />
      <a className="quiet" href="#/">
        {t('outlet.back')}
      </a>
      <button type="button" className="small language" lang={other} onClick={() => speak(other)}>
        {other === 'en' ? 'English' : 'Bahasa Indonesia'}
      </button>
    </section>
  );
}
