import { useId } from 'react';
import { parseBusinessDate } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { useTableSearch } from '../../platform/ui/DataTable.tsx';
import css from './statements.module.css';

interface PeriodProps {
  /** What the server answered for: also where nothing was asked. */
  shown: { readonly from: string; readonly to: string } | undefined;
}

/** The first and the last day of the statements, in the URL as `from` and `to`. */
export function Period({ shown }: PeriodProps) {
  const { t } = useSpeech();
  return (
    <>
      <DayOf name="from" label={t('platform.range.from')} value={shown?.from} />
      <DayOf name="to" label={t('platform.range.to')} value={shown?.to} />
    </>
  );
}

function DayOf({ name, label, value }: { name: 'from' | 'to'; label: string; value: string | undefined }) {
  const id = useId();
  const { change } = useTableSearch();
  return (
    <span className={css.choice} data-no-print>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={({ target }) => {
          const day = parseBusinessDate(target.value);
          if (day !== undefined && day >= '1900') change({ [name]: day });
        }}
      />
    </span>
  );
}
