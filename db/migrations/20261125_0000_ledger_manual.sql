-- Why: what no other module tells the book (rent paid, money taken to the bank, a slip undone) is written by hand, and never by one person alone:
-- one drafts, another approves. And a month that is done is closed, so that what was reported of it stays true (docs/rules/ledger.md).
create table if not exists ledger.manual (
  regency_id      integer not null,
  id              uuid not null,                   -- of the draft; the journal it becomes has it as its source
  cooperative_id  uuid not null,
  occurred_on     date not null,
  description     text not null,
  evidence        text,
  reverses_id     uuid,                            -- the journal it undoes; its lines are those of that journal, the other way round
  sample          boolean not null default false,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint manual_pk primary key (regency_id, id)
);
comment on table ledger.manual is 'A journal drafted by hand. It enters the book when another person approves it; append-only.';

create table if not exists ledger.manual_line (
  regency_id      integer not null,
  manual_id       uuid not null,
  seq             smallint not null,
  cooperative_id  uuid not null,
  account_code    text not null,
  amount_idr      bigint not null,                 -- debit above zero
  party_id        uuid,
  constraint manual_line_pk primary key (regency_id, manual_id, seq),
  constraint manual_line_not_zero check (amount_idr <> 0)
);
comment on table ledger.manual_line is 'Lines of drafted journals, append-only.';

create table if not exists ledger.manual_answer (
  regency_id      integer not null,
  manual_id       uuid not null,
  cooperative_id  uuid not null,
  answer          text not null,
  reason          text,
  drafted_by      text,
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint manual_answered_once primary key (regency_id, manual_id),
  constraint manual_answer_known check (answer in ('approved', 'refused', 'withdrawn')),
  constraint manual_refused_says_why check (answer <> 'refused' or reason is not null),
  constraint manual_answer_by_another check (answer = 'withdrawn' or recorded_by <> drafted_by)
);
comment on table ledger.manual_answer is 'What became of a drafted journal: one answer, by another person than its drafter, unless he takes it back himself.';

create table if not exists ledger.closing (
  regency_id      integer not null,
  cooperative_id  uuid not null,
  through         date not null,                   -- the last day closed, the end of a month
  id              uuid not null,
  was_closed_to   date not null,                   -- what was closed before
  open_points     text not null,                   -- JSON: what had not reported by then and was known to whoever closed
  recorded_at     timestamptz not null default now(),
  recorded_by     text,
  recorded_role   text not null,
  on_behalf       boolean not null default false,
  constraint closing_pk primary key (regency_id, cooperative_id, through),
  constraint closing_id_once unique (regency_id, id),
  constraint closing_goes_on check (through > was_closed_to),
  constraint closing_ends_a_month check (extract(day from through + 1) = 1)
);
comment on table ledger.closing is 'Months of a book that take no more postings. None is opened again: what is wrong in it is corrected in an open one.';

select platform.distribute('ledger.manual');
select platform.distribute('ledger.manual_line');
select platform.distribute('ledger.manual_answer');
select platform.distribute('ledger.closing');

create index if not exists manual_by_cooperative on ledger.manual (regency_id, cooperative_id, recorded_at);
create index if not exists manual_by_reversed on ledger.manual (regency_id, reverses_id);
create index if not exists manual_line_by_account on ledger.manual_line (regency_id, cooperative_id, account_code);
create index if not exists manual_answer_by_cooperative on ledger.manual_answer (regency_id, cooperative_id);

alter table ledger.manual drop constraint if exists manual_book_fk;
alter table ledger.manual add constraint manual_book_fk foreign key (regency_id, cooperative_id) references ledger.book;
alter table ledger.manual drop constraint if exists manual_reverses_fk;
alter table ledger.manual add constraint manual_reverses_fk foreign key (regency_id, reverses_id) references ledger.journal;
alter table ledger.manual_line drop constraint if exists manual_line_manual_fk;
alter table ledger.manual_line add constraint manual_line_manual_fk foreign key (regency_id, manual_id) references ledger.manual;
alter table ledger.manual_line drop constraint if exists manual_line_account_fk;
alter table ledger.manual_line add constraint manual_line_account_fk foreign key (regency_id, cooperative_id, account_code) references ledger.account;
alter table ledger.manual_answer drop constraint if exists manual_answer_manual_fk;
alter table ledger.manual_answer add constraint manual_answer_manual_fk foreign key (regency_id, manual_id) references ledger.manual;
alter table ledger.closing drop constraint if exists closing_book_fk;
alter table ledger.closing add constraint closing_book_fk foreign key (regency_id, cooperative_id) references ledger.book;

select platform.protect('ledger.manual', 'record', 'select', 'insert');
select platform.protect('ledger.manual_line', 'record', 'select', 'insert');
select platform.protect('ledger.manual_answer', 'record', 'select', 'insert');
select platform.protect('ledger.closing', 'record', 'select', 'insert');
