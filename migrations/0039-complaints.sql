-- Complaints: what a customer was unhappy with, by when they hear, what caused it, how it is put right and what keeps it from coming again.
-- safe while running: yes

create table complaint (
  customer_id uuid not null,
  complaint_id uuid not null,
  -- What the customer may be told: PN-0042.
  number integer not null unique,
  received_at timestamptz not null,
  received_by uuid,
  received_by_name text,
  how text not null check (how in ('counter', 'call', 'mail', 'zalo', 'letter', 'web', 'other')),
  -- Where it touched: a kind of touchpoint, and the place in words.
  touchpoint_kind text,
  place text,
  order_id uuid,
  words text not null,
  remedy_sought text,
  severity smallint not null default 2 check (severity between 1 and 3),
  -- What only some may read.
  touches text check (touches in ('safety', 'health')),
  complexity text check (complexity in ('simple', 'involved')),
  -- The rest follows from the events and is kept for lists.
  state text not null default 'received' check (state in ('received', 'acknowledged', 'assessed', 'investigating', 'answered', 'closed')),
  acknowledged_at timestamptz,
  assessed_at timestamptz,
  investigating_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  is_acknowledged_in_time boolean,
  is_answered_in_time boolean,
  cause text,
  cause_words text,
  -- Khắc phục: how it is put right. Đền bù: what is given for the trouble.
  fix text,
  amends text,
  amends_kind text,
  amends_minor bigint,
  amends_currency text,
  needs_lead boolean not null default false,
  approved_by_name text,
  remedied_at timestamptz,
  decision text check (decision in ('accepted', 'partly', 'rejected')),
  decision_words text,
  heard text check (heard in ('content', 'accepts', 'unhappy')),
  heard_words text,
  attempts smallint not null default 0,
  -- When somebody asks them how it is now.
  follow_due timestamptz,
  prevention text,
  -- The promises that are its clocks, and those inside the house that it led to.
  acknowledging_id uuid,
  deciding_id uuid,
  acting_id uuid,
  prevention_id uuid,
  -- What it was made from.
  touchpoint_id uuid not null,
  thread_id uuid,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, complaint_id)
);
create unique index complaint_by_id on complaint (complaint_id);
create unique index complaint_line on complaint (touchpoint_id);
create index complaint_thread on complaint (thread_id) where thread_id is not null;
create index complaint_open on complaint (customer_id, received_at) where state <> 'closed';
create index complaint_received on complaint (received_at desc, complaint_id desc);
create index complaint_cause on complaint (cause, received_at) where cause is not null;
create index complaint_follow on complaint (follow_due) where state = 'answered' and follow_due is not null;

-- All that happened, for good.
create table complaint_event (
  customer_id uuid not null,
  complaint_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('received', 'acknowledged', 'assessed', 'investigating', 'cause', 'remedy', 'agreed', 'remedied', 'prevention',
    'answered', 'decided', 'taken-back', 'asked', 'unasked', 'closed', 'reopened', 'noted')),
  staff_id uuid,
  staff_name text,
  payload jsonb not null default '{}',
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, complaint_id, event_id)
);
