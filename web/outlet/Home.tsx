import { SentList } from './SentList.tsx';
import { useOutlet } from './state.ts';
import { t } from './words.ts';

/** What one can do, and what became of the last things done. */
export function Home() {
  const { kit, items, device } = useOutlet();
  const awaited = kit?.parts.awaited.length ?? 0;
  return (
    <>
      <h1 className="visually-hidden">{device?.device.name}</h1>
      <nav className="tasks">
        <a className="task" href="#/terima">
          <span>{t('outlet.receive.title')}</span>
          <small>{awaited === 0 ? t('outlet.receive.none') : t('outlet.receive.awaited', { count: awaited })}</small>
        </a>
        <a className="task" href="#/hitung">
          <span>{t('outlet.count.title')}</span>
          <small>{t('outlet.count.what')}</small>
        </a>
      </nav>
      <section>
        <h2>{t('outlet.lately')}</h2>
        <SentList items={items.slice(0, 6)} />
        {items.length > 6 && (
          <a className="quiet" href="#/kiriman">
            {t('outlet.showAll')}
          </a>
        )}
      </section>
    </>
  );
}
