import { useEffect, useId, useState } from 'react';
import type { NewCount } from '../../server/inventory/count/count.schema.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { newId } from '../platform/ids.ts';
import { phoneMoment } from '../platform/outbox/clock.ts';
import { Amounts } from './Amounts.tsx';
import type { Kit } from './contact.ts';
import { Said, useRun } from './Enrol.tsx';
import { baseOf, isTyped, nothingTyped, shown, type Typed } from './quantity.ts';
import { draft, keep, keepDraft, useOutlet } from './state.ts';
import { goOnTo } from './use-path.ts';
import { speech, t } from './words.ts';

type SheetItem = Kit['parts']['sheet']['items'][number];
type Place = Kit['parts']['sheet']['places'][number];

/** One kind of goods of one making: what a person counts as one heap. */
interface Heap {
  readonly key: string;
  readonly item: SheetItem;
  readonly batch: SheetItem['batches'][number] | undefined;
}

/** A count as it is being made; it lies on the disk at every stroke, because a phone may go out at any moment. */
interface Draft {
  readonly placeId: Id<'place'> | undefined;
  readonly typed: Readonly<Record<string, Typed>>;
}

const empty: Draft = { placeId: undefined, typed: {} };

/** Counting stock, blind: nobody is told what is expected, so what is written is what was seen. */
export function Count() {
  const { kit } = useOutlet();
  const [made, setMade] = useState<Draft>();
  useEffect(() => void draft<Draft>('count').then((kept) => setMade(kept ?? empty)), []);
  if (made === undefined) return null;
  const sheet = kit?.parts.sheet;
  if (sheet === undefined || sheet.items.length === 0 || sheet.places.length === 0)
    return <Nothing words={t(sheet === undefined ? 'outlet.firstConnect' : 'outlet.count.noGoods')} />;
  const place =
    sheet.places.find(({ id }) => id === made.placeId) ?? (sheet.places.length === 1 ? sheet.places[0] : undefined);
  const change = (next: Draft) => {
    setMade(next);
    void keepDraft('count', next);
  };
  if (place === undefined)
    return <ChoosePlace places={sheet.places} onChoose={(placeId) => change({ ...made, placeId })} />;
  return <Sheet place={place} items={sheet.items} made={made} change={change} />;
}

function Nothing({ words }: { words: string }) {
  return (
    <section>
      <p className="empty">{words}</p>
      <a className="quiet" href="#/">
        {t('outlet.back')}
      </a>
    </section>
  );
}

function ChoosePlace({ places, onChoose }: { places: readonly Place[]; onChoose: (id: Id<'place'>) => void }) {
  return (
    <section className="form">
      <h1>{t('outlet.count.where')}</h1>
      <ul className="choices">
        {places.map((place) => (
          <li key={place.id}>
            <button type="button" className="choice" onClick={() => onChoose(place.id)}>
              {place.name}
            </button>
          </li>
        ))}
      </ul>
      <a className="quiet" href="#/">
        {t('outlet.back')}
      </a>
    </section>
  );
}

function heapsOf(items: readonly SheetItem[]): Heap[] {
  return items.flatMap((item) => [
    ...item.batches.map((batch) => ({ key: `${item.id} ${batch.id}`, item, batch })),
    { key: item.id, item, batch: undefined },
  ]);
}

function Sheet(given: { place: Place; items: readonly SheetItem[]; made: Draft; change: (next: Draft) => void }) {
  const { place, items, made, change } = given;
  const [sought, setSought] = useState('');
  const search = useId();
  const { run, isBusy, said } = useRun();
  const heaps = heapsOf(items);
  const counted = heaps.filter(({ key }) => isTyped(made.typed[key] ?? nothingTyped));
  const isWrong = counted.some(({ key, item }) => baseOf(made.typed[key] ?? nothingTyped, item) === undefined);
  const shownHeaps = heaps.filter(({ item }) => item.name.toLowerCase().includes(sought.trim().toLowerCase()));
  const save = () =>
    run(async () => {
      const label = t('outlet.count.label', { place: place.name, count: counted.length });
      const kept = await keep({
        name: 'inventory/record-count',
        body: JSON.stringify(bodyOf(place, counted, made)),
        label,
      });
      await keepDraft('count', undefined);
      goOnTo(`tersimpan/${kept.seq}`);
    });
  return (
    <section>
      <h1>{t('outlet.count.at', { place: place.name })}</h1>
      <p className="small quiet-text">{t('outlet.count.how')}</p>
      {items.length > 6 && (
        <>
          <label htmlFor={search} className="visually-hidden">
            {t('outlet.count.search')}
          </label>
          <input
            id={search}
            type="search"
            placeholder={t('outlet.count.search')}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </>
      )}
      <ul className="heaps">
        {shownHeaps.map((heap) => (
          <HeapRow
            key={heap.key}
            heap={heap}
            typed={made.typed[heap.key] ?? nothingTyped}
            onChange={(typed) => change({ placeId: place.id, typed: { ...made.typed, [heap.key]: typed } })}
          />
        ))}
      </ul>
      <div className="foot">
        <Said said={said} />
        <button
          type="button"
          className="act"
          disabled={isBusy || counted.length === 0 || isWrong}
          onClick={() => void save()}
        >
          {t('outlet.count.save', { count: counted.length })}
        </button>
        <a className="quiet" href="#/">
          {t('outlet.later')}
        </a>
      </div>
    </section>
  );
}

function HeapRow({ heap, typed, onChange }: { heap: Heap; typed: Typed; onChange: (typed: Typed) => void }) {
  const { item, batch } = heap;
  const { date } = speech();
  const total = isTyped(typed) ? baseOf(typed, item) : undefined;
  return (
    <li>
      <details className="heap">
        <summary>
          <span>
            {item.name}
            {batch !== undefined && (
              <small>
                {t('outlet.count.batch', { label: batch.label })}
                {batch.expiresOn !== null && ` · ${t('outlet.count.until', { day: date(batch.expiresOn) })}`}
              </small>
            )}
            {batch === undefined && item.batches.length > 0 && <small>{t('outlet.count.otherBatch')}</small>}
          </span>
          <span className={total === undefined ? 'quiet-text' : 'counted'}>
            {total === undefined ? t('outlet.count.notYet') : shown(total, item.baseUnit)}
          </span>
        </summary>
        <Amounts of={item} typed={typed} onChange={onChange} />
        <div className="row">
          <button type="button" className="small" onClick={() => onChange({ packs: [], loose: '0' })}>
            {t('outlet.count.none')}
          </button>
          {isTyped(typed) && (
            <button type="button" className="small" onClick={() => onChange(nothingTyped)}>
              {t('outlet.count.clear')}
            </button>
          )}
        </div>
      </details>
    </li>
  );
}

function bodyOf(place: Place, counted: readonly Heap[], { typed }: Draft): NewCount {
  return {
    id: newId<'count'>(),
    placeId: place.id,
    countedAt: phoneMoment(),
    lines: counted.map(({ key, item, batch }) => ({
      itemId: item.id,
      ...(batch === undefined ? {} : { batchId: batch.id }),
      baseUnit: item.baseUnit,
      qtyBase: baseOf(typed[key] ?? nothingTyped, item) ?? 0,
    })),
  };
}
