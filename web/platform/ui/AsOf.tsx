import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { parseBusinessDate } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../i18n.ts';
import { meQuery } from '../session.ts';
import css from './AsOf.module.css';
import { Button } from './Button.tsx';
import { useTableSearch } from './DataTable.tsx';

/** The day the screen shows, in the URL as `asOf`; any day gone by, since every fact is dated. */
export function AsOf() {
  const { t, date } = useSpeech();
  const id = useId();
  const { search, change } = useTableSearch();
  const today = useQuery(meQuery).data?.today;
  const asked = typeof search.asOf === 'string' ? parseBusinessDate(search.asOf) : undefined;
  const isPast = asked !== undefined && today !== undefined && asked < today;
  return (
    <div className={css.asOf} data-past={isPast} data-no-print>
      <label htmlFor={id}>{t('platform.asOf.label')}</label>
      <input
        id={id}
        type="date"
        max={today}
        value={asked ?? today ?? ''}
        onChange={({ target }) => {
          const day = parseBusinessDate(target.value);
          if (day !== undefined) change({ asOf: day === today ? undefined : day });
        }}
      />
      {isPast && (
        <>
          <strong>{date(asked)}</strong>
          <Button kind="quiet" onClick={() => change({ asOf: undefined })}>
            {t('platform.asOf.today')}
          </Button>
        </>
      )}
    </div>
  );
}
