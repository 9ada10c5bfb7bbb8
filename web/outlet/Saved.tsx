import { SentList } from './SentList.tsx';
import { useOutlet } from './state.ts';
import { t } from './words.ts';

/** Said only when it is on the disk; whether it is on the server as well shows by itself. */
export function Saved({ seq }: { seq: number }) {
  const { items } = useOutlet();
  const item = items.find((each) => each.seq === seq);
  return (
    <section className="saved">
      <h1 data-saved={seq}>{t('outlet.saved')}</h1>
      <p>{t(item?.state === 'recorded' ? 'outlet.savedAndSent' : 'outlet.savedHere')}</p>
      <SentList items={item === undefined ? [] : [item]} />
      <a className="act" href="#/">
        {t('outlet.done')}
      </a>
    </section>
  );
}
