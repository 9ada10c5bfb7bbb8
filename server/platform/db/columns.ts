import type { ColumnType } from 'kysely';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import type { Id, RegencyId } from '../../kernel/ids.ts';
import type { Rupiah } from '../../kernel/rupiah.ts';

// What the generated types call our columns. The database is where values were parsed once, so what is read back is branded;
// what is written may be plain, because PostgreSQL looks at it again.
export type Tenant = ColumnType<RegencyId, number, number>;
export type Key<Entity extends string> = ColumnType<Id<Entity>, string, string>;
export type Amount = ColumnType<Rupiah, number, number>;
export type Day = ColumnType<BusinessDate, string, string>;
export type Moment = ColumnType<Instant, string, string>;
