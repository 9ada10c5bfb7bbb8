-- Why: one delivery brings two makings of the same goods, each with its own day of expiry: a line of a receipt is one making.
alter table procurement.receipt_line add column if not exists seq smallint not null default 1;
alter table procurement.receipt_line alter column seq drop default;
alter table procurement.receipt_line add column if not exists batch_label text;
alter table procurement.receipt_line add column if not exists expires_on date;
alter table procurement.receipt_line drop constraint if exists receipt_line_pk;
alter table procurement.receipt_line add constraint receipt_line_pk primary key (regency_id, receipt_id, seq);
