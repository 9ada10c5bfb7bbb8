import { type BusinessDate, businessDate } from '../kernel/business-date.ts';
import { today } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as reference from '../reference/public.ts';
import { publicationRefusals } from './publication.refusals.ts';

/** What public answers are made with: the two logins that see published tables only, and the day the demo stands at. */
export interface Publisher {
  readonly publication: Database;
  readonly national: Database;
  readonly today: BusinessDate | undefined;
  readonly demo: boolean;
}

export interface CityAsked {
  readonly regency: reference.Regency;
  /** The day shown; never after today. */
  readonly day: BusinessDate;
  readonly today: BusinessDate;
  /** Reads what this city published. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The city of a code and the day asked for. @throws publication/unknown-city */
export async function cityAsked(publisher: Publisher, code: string, asOf: string | undefined): Promise<CityAsked> {
  const { publication } = publisher;
  const regency = await reference.findRegencyByCode(publication.central, code, today('Asia/Jakarta', publisher.today));
  if (!regency) throw publicationRefusals.unknownCity({ code });
  const now = today(regency.timeZone, publisher.today);
  const day = asOf === undefined || asOf > now ? now : businessDate(asOf);
  const reach = { regencyId: regency.id, scope: 'cooperatives', cooperativeIds: [], knownCooperativeIds: [] } as const;
  return { regency, day, today: now, read: (work) => publication.inRegency(reach, work) };
}
