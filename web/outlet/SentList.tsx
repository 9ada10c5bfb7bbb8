import { instant } from '../../server/kernel/business-date.ts';
import type { OutboxItem } from '../platform/outbox/item.ts';
import { dismiss, sendAgain, useOutlet } from './state.ts';
import { refusalWords, speech, t } from './words.ts';

/** What was done on this phone and where it is: only here, on the server, or refused and why. */
export function SentList({ items }: { items: readonly OutboxItem[] }) {
  if (items.length === 0) return <p className="empty">{t('outlet.nothingYet')}</p>;
  return (
    <ul className="sent-list">
      {items.map((item) => (
        <li key={item.id} className={`sent-item ${item.state}`}>
          <div className="sent-head">
            <strong>{item.label}</strong>
            <span className={`mark ${markOf[item.state]}`}>{t(`outlet.states.${item.state}`)}</span>
          </div>
          <Who item={item} />
          {item.flags.length > 0 && (
            <p className="small">{item.flags.map((flag) => t(`outlet.flags.${flag}`)).join(' ')}</p>
          )}
          {item.state === 'refused' && <Refused item={item} />}
        </li>
      ))}
    </ul>
  );
}

const markOf = { waiting: 'waiting', recorded: 'sent', refused: 'refused' } as const;

function Who({ item }: { item: OutboxItem }) {
  const { kit, people } = useOutlet();
  const person = [...people, ...(kit?.people ?? [])].find(({ id }) => id === item.personId);
  return (
    <p className="small quiet-text">
      {t('outlet.number', { seq: item.seq })} · {person?.name ?? t('outlet.someone')} ·{' '}
      {speech().moment(instant(item.madeAt))}
    </p>
  );
}

function Refused({ item }: { item: OutboxItem }) {
  const { person } = useOutlet();
  return (
    <>
      <p>{item.refusal === undefined ? '' : refusalWords(item.refusal)}</p>
      {person !== undefined && (
        <div className="row">
          <button type="button" className="small" onClick={() => void sendAgain(item)}>
            {t('outlet.sendAgain')}
          </button>
          <button type="button" className="small" onClick={() => void dismiss(item.seq)}>
            {t('outlet.dealtWith')}
          </button>
        </div>
      )}
    </>
  );
}
