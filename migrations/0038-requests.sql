-- What customers ask for before they buy: things to be looked for or told of when they come, and enquiries with their quotes.
-- safe while running: yes

-- Something a customer asked for. That it is owed is a promise; who asked for the same stands together by the wish.
create table special_request (
  customer_id uuid not null,
  request_id uuid not null,
  promise_id uuid not null,
  wish_id uuid not null,
  kind text not null check (kind in ('search', 'arrival')),
  wants text not null,
  -- The words without marks, in small letters: the same words are the same wish.
  folded text not null,
  catalogue_item_id uuid,
  asked_at timestamptz not null,
  -- It has come, and this one could not be written to: somebody calls.
  arrived_at timestamptz,
  -- Told that it has come; once for a request, whoever presses.
  told_at timestamptz,
  told_how text check (told_how in ('message', 'call', 'counter')),
  told_by uuid,
  told_by_name text,
  message_id uuid,
  -- The promise has ended, told or not.
  ended_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, request_id),
  check ((told_at is null) = (told_how is null))
);
create unique index special_request_by_id on special_request (request_id);
create unique index special_request_promise on special_request (promise_id);
create index special_request_wish on special_request (wish_id, asked_at, request_id);
create index special_request_open on special_request (wish_id) where ended_at is null;
create index special_request_item on special_request (catalogue_item_id) where ended_at is null and catalogue_item_id is not null;
create index special_request_folded on special_request (folded) where ended_at is null;
create index special_request_ended on special_request (ended_at desc, request_id desc) where ended_at is not null;
-- A message tells one person of one wish.
create unique index special_request_message on special_request (message_id) where message_id is not null;

-- A question before a purchase, until it is bought or known why not.
create table enquiry (
  customer_id uuid not null,
  enquiry_id uuid not null,
  about text not null,
  came text not null check (came in ('counter', 'call', 'mail', 'zalo', 'web', 'other')),
  catalogue_item_id uuid,
  state text not null default 'open' check (state in ('open', 'quoted', 'bought', 'not-bought')),
  asked_at timestamptz not null,
  made_by uuid,
  made_by_name text,
  -- The promise of the next answer; null while the next word is the customer's.
  answer_promise_id uuid,
  answered_at timestamptz,
  -- What it became.
  order_id uuid,
  is_by_itself boolean not null default false,
  reason text check (reason in ('price', 'time', 'elsewhere', 'not-needed', 'no-word', 'not-had', 'unknown')),
  reason_words text,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, enquiry_id),
  check ((closed_at is null) = (state in ('open', 'quoted'))),
  check ((reason is null) = (state <> 'not-bought'))
);
create unique index enquiry_by_id on enquiry (enquiry_id);
create index enquiry_open on enquiry (enquiry_id) where closed_at is null;
create index enquiry_closed on enquiry (closed_at desc, enquiry_id desc) where closed_at is not null;
create index enquiry_asked on enquiry (asked_at);

-- What was offered for it, at which price, until when. Given to the customer its price is a promise.
create table quote (
  customer_id uuid not null,
  quote_id uuid not null,
  enquiry_id uuid not null,
  number smallint not null,
  -- [{"what", "quantity", "minor": price of one, "itemId"}]
  lines jsonb not null,
  terms text not null default '',
  total bigint not null check (total >= 0),
  currency text not null,
  valid_until date not null,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text,
  -- The promise of the price; with it the quote was given and stays as it was.
  promise_id uuid,
  given_at timestamptz,
  given_how text check (given_how in ('message', 'call', 'counter')),
  given_by_name text,
  message_id uuid,
  -- Its validity is over, or another took its place.
  ended_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, quote_id),
  check ((given_at is null) = (given_how is null))
);
create unique index quote_by_id on quote (quote_id);
create unique index quote_number on quote (customer_id, enquiry_id, number);
create unique index quote_message on quote (message_id) where message_id is not null;
create index quote_ending on quote (valid_until, quote_id) where given_at is not null and ended_at is null;
