import { addDays, type BusinessDate, businessDate } from '../../kernel/business-date.ts';

/** Days of a book, both included. */
export interface Period {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export function monthOf(day: BusinessDate): BusinessDate {
  return businessDate(`${day.slice(0, 7)}-01`);
}

export function nextMonth(day: BusinessDate): BusinessDate {
  return monthOf(addDays(monthOf(day), 31));
}

export function yearOf(day: BusinessDate): BusinessDate {
  return businessDate(`${day.slice(0, 4)}-01-01`);
}

/** The months of a period, each with the days of it that the period holds. */
export function monthsOf({ from, to }: Period): Period[] {
  const months: Period[] = [];
  for (let start = from; start <= to; start = nextMonth(start)) {
    const last = addDays(nextMonth(start), -1);
    months.push({ from: start, to: last < to ? last : to });
  }
  return months;
}

/** What was posted before a day, as whole months and the days by which they miss it. */
export interface Cut {
  /** All months before this one. */
  readonly month: BusinessDate;
  /** Whose postings are added, or taken off where the whole months go too far; none where the day begins a month. */
  readonly days: { readonly from: BusinessDate; readonly before: BusinessDate; readonly sign: 1 | -1 } | null;
}

const halfMonth = 16;

/** Never more than half a month of postings is read, and none for today: nothing is posted on days to come. */
export function cutBefore(day: BusinessDate): Cut {
  const [here, next] = [monthOf(day), nextMonth(day)];
  if (day === here) return { month: here, days: null };
  return Number(day.slice(8)) <= halfMonth
    ? { month: here, days: { from: here, before: day, sign: 1 } }
    : { month: next, days: { from: day, before: next, sign: -1 } };
}
