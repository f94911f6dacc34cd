-- Journeys: a letter that follows upon something that happened; occasion cards; and what somebody was already given.
-- safe while running: yes

create table journey (
  journey_id uuid primary key,
  kind text not null check (kind in ('welcome', 'thank-you', 'after-stay', 'win-back', 'farewell', 'occasion')),
  title text not null,
  -- {on: 'first-order' | 'order-ended' | 'signed-up' | 'left' | 'silent' | 'occasion', …}: see rooms/messages/journeys/contract.ts
  begins jsonb not null,
  -- [{kind: 'wait', days, at?} | {kind: 'if', …} | {kind: 'letter', letterId, channels, purpose}]
  steps jsonb not null,
  -- What ends it before its end: ['bought', 'answered', 'left', 'complained'].
  stops text[] not null default '{}',
  is_running boolean not null default false,
  started_at timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);

-- Somebody on a journey; each beginning is there once.
create table journey_walk (
  customer_id uuid not null,
  walk_id uuid not null,
  journey_id uuid not null,
  -- What it began with: `order:<id>`, `occasion:<id>:2027`.
  began_by text not null collate "C",
  began_at timestamptz not null,
  step smallint not null default 0,
  due_at timestamptz,
  state text not null check (state in ('walking', 'done', 'stopped', 'held')),
  why text,
  ended_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, walk_id)
);
create unique index journey_walk_once on journey_walk (journey_id, customer_id, began_by);
create index journey_walk_due on journey_walk (due_at) where state = 'walking';
create index journey_walk_journey on journey_walk (journey_id, state);

-- The house's days beside the built-in ones, and those it changed or does not keep.
create table house_occasion (
  occasion_key text primary key collate "C",
  names jsonb not null,
  calendar text not null check (calendar in ('solar', 'lunar')),
  month smallint not null check (month between 1 and 12),
  -- 0: the last day of the lunar month.
  day smallint not null check (day between 0 and 31),
  -- Days before it on which one begins to prepare.
  prepare_days smallint not null default 7,
  is_kept boolean not null,
  version integer not null default 1
);

-- What somebody was sent or given for a day: never the same card or gift twice to one person.
create table card_given (
  customer_id uuid not null,
  card_id uuid not null,
  occasion_key text not null collate "C",
  year smallint not null,
  letter_id uuid,
  -- The text's print, so that the same words are not written again.
  words_print text collate "C",
  gift text,
  how text not null check (how in ('mail', 'sms', 'zalo', 'paper', 'hand')),
  message_id uuid,
  given_at timestamptz not null,
  given_by uuid,
  given_name text,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, card_id)
);
create unique index card_given_once on card_given (customer_id, occasion_key, year, how);
