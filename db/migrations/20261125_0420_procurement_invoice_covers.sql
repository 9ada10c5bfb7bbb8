-- Why: of two invoices of one order the second must not cover goods that the first one covers already.
alter table procurement.invoice add column if not exists accepted_covers jsonb;
comment on column procurement.invoice.accepted_covers is '[{seq, qtyBase}]: goods that were kept and that this invoice covers, as of the day it was accepted.';
grant update (accepted_covers) on procurement.invoice to lumbung_app;
alter table procurement.invoice add column if not exists accepted_difference_idr bigint;
comment on column procurement.invoice.accepted_difference_idr is 'What was accepted beyond the goods it covers at the price of the order; below zero where less was.';
grant update (accepted_difference_idr) on procurement.invoice to lumbung_app;
