-- Why: amounts are read as exact whole numbers. A book whose sums go beyond them could not be read by anybody any more, so what would take it there
-- is not posted: a hundred trillion rupiah an account and month is far above any cooperative, and years of it can be summed.
alter table ledger.balance drop constraint if exists balance_in_range;
alter table ledger.balance add constraint balance_in_range check (debit_idr <= 100000000000000 and credit_idr <= 100000000000000);
