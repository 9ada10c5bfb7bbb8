-- Why: a principal knows the outlets of his agent by this report alone, and a partner still reads last year's after the partnership ended: neither
-- may look the cooperative up, so the report says whose goods it tells of.
alter table partners.sell_through_item add column if not exists cooperative_name text not null default '';
alter table partners.sell_through_item add column if not exists village_codes text not null default '';
comment on column partners.sell_through_item.village_codes is 'Kemendagri codes of the kelurahan the cooperative serves: what a partner knows an outlet by.';
