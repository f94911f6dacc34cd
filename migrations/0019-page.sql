-- What a customer asked for on their own page: to be forgotten, and codes that prove they read at the address the house knows.
-- safe while running: yes

-- Asked for by the customer, answered by a person within the days the law gives. Nothing is erased by this row itself.
create table data_request (
  customer_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('erasure')),
  state text not null check (state in ('open', 'answered', 'withdrawn')),
  asked_at timestamptz not null,
  -- Two working days for an answer, twenty days until it is done.
  answer_by date not null,
  done_by date not null,
  ended_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, request_id)
);
create unique index data_request_once on data_request (customer_id, kind) where state = 'open';
create index data_request_open on data_request (answer_by) where state = 'open';

-- The last code that was sent to a customer; the code itself stands nowhere but in that message.
create table page_code (
  customer_id uuid primary key,
  code_mark text not null collate "C",
  expires_at timestamptz not null,
  attempts_left smallint not null,
  is_sample boolean not null default false
);
