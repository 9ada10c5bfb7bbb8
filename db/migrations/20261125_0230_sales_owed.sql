-- Why: goods on consignment have no value until they are sold; then what was agreed is owed for them, to whom they belonged. A reversal must take back
-- the very amount, also after another price was agreed.
alter table sales.sale_line add column if not exists owed jsonb not null default '[]';
comment on column sales.sale_line.owed is 'Of consigned goods: [{partnerId, costIdr}], part of cost_idr. Never below zero.';
