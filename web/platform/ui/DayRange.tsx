import { useId } from 'react';
import { parseBusinessDate } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../i18n.ts';
import css from './AsOf.module.css';
import { useTableSearch } from './DataTable.tsx';

/** The first and the last day a list shows, in the URL as `from` and `to`; either may be left open. */
export function DayRange() {
  const { t } = useSpeech();
  return (
    <>
      <DayOf name="from" label={t('platform.range.from')} />
      <DayOf name="to" label={t('platform.range.to')} />
    </>
  );
}

function DayOf({ name, label }: { name: 'from' | 'to'; label: string }) {
  const id = useId();
  const { search, change } = useTableSearch();
  const value = search[name];
  return (
    <div className={css.asOf} data-no-print>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => change({ [name]: parseBusinessDate(target.value) })}
      />
    </div>
  );
}
