-- Why: a full LPG cylinder is handed over against an empty one; how many empties went back is counted at the door, with the goods.
alter table procurement.receipt_line add column if not exists empties_given bigint;
alter table procurement.receipt_line drop constraint if exists receipt_line_empties_not_negative;
alter table procurement.receipt_line add constraint receipt_line_empties_not_negative check (empties_given >= 0);
comment on column procurement.receipt_line.empties_given is 'Empty cylinders handed to the supplier against this line; nothing for goods that come in none.';
