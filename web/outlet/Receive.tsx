import { useEffect, useId, useState } from 'react';
import { parseBusinessDate } from '../../server/kernel/business-date.ts';
import type { OfflineReceipt } from '../../server/procurement/receipt/awaited.schema.ts';
import { newId } from '../platform/ids.ts';
import { Amounts } from './Amounts.tsx';
import type { Kit } from './contact.ts';
import { Said, useRun } from './Enrol.tsx';
import { baseOf, nothingTyped, type PackOf, shown, type Typed } from './quantity.ts';
import { draft, keep, keepDraft, useOutlet } from './state.ts';
import { goOnTo } from './use-path.ts';
import { speech, t } from './words.ts';

type Awaited = Kit['parts']['awaited'][number];
type Line = Awaited['lines'][number];

const keyOf = ({ orderId, delivery }: Awaited) => delivery?.id ?? orderId;

/** Goods are at the door: which are they? What this phone has already told of is not asked for again. */
export function Receive({ which }: { which: string | undefined }) {
  const { kit, items } = useOutlet();
  const awaited = kit?.parts.awaited ?? [];
  const told = items.filter(({ name, state }) => name === 'procurement/record-receipt' && state === 'waiting');
  const open = awaited.filter((each) => !told.some(({ body }) => body.includes(each.delivery?.id ?? each.orderId)));
  const chosen = open.find((each) => keyOf(each) === which);
  if (chosen !== undefined) return <Form key={which} goods={chosen} />;
  const { date } = speech();
  return (
    <section>
      <h1>{t('outlet.receive.which')}</h1>
      {open.length === 0 && (
        <p className="empty">{t(kit === undefined ? 'outlet.firstConnect' : 'outlet.receive.nothing')}</p>
      )}
      <ul className="choices">
        {open.map((each) => (
          <li key={keyOf(each)}>
            <a className="choice" href={`#/terima/${keyOf(each)}`}>
              <strong>{each.supplier}</strong>
              <small>
                {each.delivery === null ? each.number : t('outlet.receive.note', { number: each.delivery.number })} ·{' '}
                {date(each.orderedOn)}
                {each.sample && ` · ${t('outlet.sample')}`}
              </small>
              <small>{each.lines.map(({ itemName }) => itemName).join(', ')}</small>
            </a>
          </li>
        ))}
      </ul>
      <a className="quiet" href="#/">
        {t('outlet.back')}
      </a>
    </section>
  );
}

interface TypedLine {
  readonly good: Typed;
  readonly damaged: Typed;
  readonly batch: string;
  readonly expiresOn: string;
}

const untouched: TypedLine = { good: nothingTyped, damaged: nothingTyped, batch: '', expiresOn: '' };
type Draft = Readonly<Record<string, TypedLine>>;

function Form({ goods }: { goods: Awaited }) {
  const draftKey = `receive ${keyOf(goods)}`;
  const [typed, setTyped] = useState<Draft>();
  const { run, isBusy, said } = useRun();
  useEffect(() => void draft<Draft>(draftKey).then((kept) => setTyped(kept ?? {})), [draftKey]);
  if (typed === undefined) return null;
  const change = (next: Draft) => {
    setTyped(next);
    void keepDraft(draftKey, next);
  };
  const lineOf = ({ seq }: Line) => typed[seq] ?? untouched;
  const cameOf = (line: Line, part: 'good' | 'damaged') => baseOf(lineOf(line)[part], packsOf(line));
  const isReady = goods.lines.some((line) => (cameOf(line, 'good') ?? 0) + (cameOf(line, 'damaged') ?? 0) > 0);
  const isWrong = goods.lines.some(
    (line) => cameOf(line, 'good') === undefined || cameOf(line, 'damaged') === undefined,
  );
  const save = () =>
    run(async () => {
      const label = t('outlet.receive.label', {
        supplier: goods.supplier,
        number: goods.delivery?.number ?? goods.number,
      });
      const body = JSON.stringify(bodyOf(goods, typed));
      const kept = await keep({ name: 'procurement/record-receipt', body, label });
      await keepDraft(draftKey, undefined);
      goOnTo(`tersimpan/${kept.seq}`);
    });
  return (
    <section>
      <h1>{goods.supplier}</h1>
      <p className="small quiet-text">
        {t('outlet.receive.into', { number: goods.delivery?.number ?? goods.number, place: goods.place.name })}
      </p>
      <p>{t('outlet.receive.how')}</p>
      <ul className="heaps">
        {goods.lines.map((line) => (
          <LineRow
            key={line.seq}
            line={line}
            typed={lineOf(line)}
            onChange={(next) => change({ ...typed, [line.seq]: next })}
          />
        ))}
      </ul>
      <div className="foot">
        <Said said={said} />
        <button type="button" className="act" disabled={isBusy || !isReady || isWrong} onClick={() => void save()}>
          {t('outlet.receive.save')}
        </button>
        <a className="quiet" href="#/terima">
          {t('outlet.later')}
        </a>
      </div>
    </section>
  );
}

function packsOf({ baseUnit, packLabel, packQtyBase }: Line): { baseUnit: Line['baseUnit']; packs: readonly PackOf[] } {
  return { baseUnit, packs: [{ label: packLabel, qtyBase: packQtyBase }] };
}

function LineRow({ line, typed, onChange }: { line: Line; typed: TypedLine; onChange: (typed: TypedLine) => void }) {
  const [label, until] = [useId(), useId()];
  const packs = line.expectedBase / line.packQtyBase;
  const isWhole = Number.isInteger(packs);
  const asNoted: Typed =
    isWhole && line.packQtyBase > 1
      ? { packs: [String(packs)], loose: '' }
      : { packs: [''], loose: String(line.expectedBase) };
  return (
    <li className="line">
      <h2>{line.itemName}</h2>
      <p className="small">
        {line.expectedBase === 0
          ? t('outlet.receive.allCame')
          : t('outlet.receive.expected', {
              amount: isWhole ? `${packs} × ${line.packLabel}` : shown(line.expectedBase, line.baseUnit),
            })}{' '}
        {isWhole && packs > 0 && (
          <button type="button" className="small" onClick={() => onChange({ ...typed, good: asNoted })}>
            {t('outlet.receive.asNoted')}
          </button>
        )}
      </p>
      <Amounts of={packsOf(line)} typed={typed.good} onChange={(good) => onChange({ ...typed, good })} />
      <details>
        <summary className="small">{t('outlet.receive.more')}</summary>
        <p className="small">{t('outlet.receive.damaged')}</p>
        <Amounts of={packsOf(line)} typed={typed.damaged} onChange={(damaged) => onChange({ ...typed, damaged })} />
        <label htmlFor={label}>{t('outlet.receive.batch')}</label>
        <input
          id={label}
          maxLength={60}
          value={typed.batch}
          onChange={(event) => onChange({ ...typed, batch: event.target.value })}
        />
        <label htmlFor={until}>{t('outlet.receive.expiresOn')}</label>
        <input
          id={until}
          type="date"
          value={typed.expiresOn}
          onChange={(event) => onChange({ ...typed, expiresOn: event.target.value })}
        />
      </details>
    </li>
  );
}

function bodyOf(goods: Awaited, typed: Draft): OfflineReceipt {
  const came = goods.lines.flatMap((line) => {
    const { good, damaged, batch, expiresOn } = typed[line.seq] ?? untouched;
    const damagedBase = baseOf(damaged, packsOf(line)) ?? 0;
    const until = parseBusinessDate(expiresOn);
    return [
      {
        ...{ seq: line.seq, baseUnit: line.baseUnit, goodBase: baseOf(good, packsOf(line)) ?? 0 },
        ...(damagedBase > 0 ? { damagedBase } : {}),
        ...(batch.trim() === ''
          ? {}
          : { batch: { label: batch.trim(), ...(until === undefined ? {} : { expiresOn: until }) } }),
      },
    ];
  });
  return {
    ...{ id: newId<'receipt'>(), orderId: goods.orderId, placeId: goods.place.id, lines: came },
    ...(goods.delivery === null ? {} : { deliveryId: goods.delivery.id }),
  };
}
