-- Why: whoever looks at a whole city reads the last day's sales first; without this they were sorted anew for each page.
create index if not exists sale_of_city on sales.sale (regency_id, sold_on desc, id desc);
