-- Promises: who owes what to whom, until when, and how it ended; with all that ever happened to each.
-- safe while running: yes

-- One row for a promise in any direction. customer_id is the end that is not the house; of promises inside the house, the house's own row
-- (00000000-0000-7000-8000-000000000001).
create table promise (
  customer_id uuid not null,
  promise_id uuid not null,
  direction text not null check (direction in ('to-customer', 'inside', 'to-staff', 'from-supplier', 'to-partner', 'from-partner')),
  category text not null check (category in ('price', 'quality', 'delivery', 'service')),
  -- What sort of thing: room, delivery, quote, answer, callback, repair, late-checkout, gift, search, arrival, gathering, help, other.
  kind text not null,
  words text not null,
  -- Who sees to it: a person, or a team by its role.
  holder_id uuid,
  holder_name text,
  team text,
  -- To staff: whom the house owes it.
  to_staff_id uuid,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text,
  -- How it was given: counter, call, mail, zalo, standard, request, import, api.
  given text not null,
  order_id uuid,
  about_kind text,
  about_id uuid,
  -- How its due was found: seconds in open time, business days, a fixed instant, or a standing promise with checks.
  target text not null check (target in ('seconds', 'days', 'instant', 'standing')),
  target_value integer,
  cutoff text,
  starts_at timestamptz not null,
  calendar_version_id uuid,
  standard_version_id uuid,
  -- What it was counted from, so that anybody can count again.
  inputs jsonb not null default '{}',
  -- May move with calendars and standards.
  internal_due timestamptz,
  -- What was heard; moves only by a new, explained promise.
  promised_due timestamptz,
  -- What was heard first: outcomes are measured against it.
  first_due timestamptz,
  -- Heard as a day, without an hour.
  is_day boolean not null default false,
  work_by timestamptz generated always as (least(internal_due, promised_due)) stored,
  at_risk_at timestamptz,
  -- When it can be kept, by what it rests on.
  forecast timestamptz,
  state text not null default 'open' check (state in ('open', 'kept', 'late', 'broken', 'withdrawn')),
  -- Derived from the events, kept for lists: where it stands on the board.
  stage text not null default 'due' check (stage in ('due', 'risk', 'slipped', 'mending', 'done')),
  is_paused boolean not null default false,
  is_exceeded boolean not null default false,
  is_warned boolean not null default false,
  slips smallint not null default 0,
  -- The slip that stands open, for which nobody has apologised yet.
  slip_id uuid,
  level smallint not null default 0,
  severity smallint not null default 2 check (severity between 1 and 3),
  cost_minor bigint,
  done_at timestamptz,
  done_by uuid,
  done_by_name text,
  -- The promise of which this one is a part: "we will tell you by 15:30".
  parent_id uuid,
  import_id uuid,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, promise_id)
);
create index promise_by_id on promise (promise_id);
create index promise_open on promise (work_by, promise_id) where state = 'open';
create index promise_stage on promise (stage, work_by, promise_id) where stage <> 'done';
create index promise_done on promise (done_at desc, promise_id) where stage = 'done';
create index promise_risk on promise (at_risk_at) where state = 'open' and stage = 'due';
create index promise_holder on promise (holder_id, work_by) where state = 'open';
create index promise_team on promise (team, work_by) where state = 'open';
create index promise_order on promise (order_id) where order_id is not null;
create index promise_parent on promise (parent_id) where parent_id is not null;
create index promise_standing on promise (promise_id) where state = 'open' and target = 'standing';

-- All that happened, for good; state, stage and dues follow from it.
create table promise_event (
  customer_id uuid not null,
  promise_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('made', 'taken', 'handed', 'paused', 'resumed', 'at-risk', 'level', 'recounted', 'rests-on', 'rests-no-more',
    'forecast', 'slipped', 'warned', 'told', 'repromised', 'remedy', 'answered', 'checked', 'kept', 'late', 'broken', 'withdrawn', 'reopened',
    'reworded', 'noted')),
  staff_id uuid,
  staff_name text,
  -- What the kind needs to be replayed.
  payload jsonb not null default '{}',
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, promise_id, event_id)
);
create index promise_event_at on promise_event (customer_id, promise_id, at, event_id);

create table promise_pause (
  customer_id uuid not null,
  promise_id uuid not null,
  pause_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  cause text not null,
  first_customer_id uuid not null,
  primary key (customer_id, promise_id, pause_id)
);

-- What a promise rests on: it can be kept so long after the other is.
create table promise_need (
  customer_id uuid not null,
  promise_id uuid not null,
  needs_customer_id uuid not null,
  needs_id uuid not null,
  lead_seconds integer not null default 0 check (lead_seconds >= 0),
  -- On whose hours the time between passes; null: by the wall clock.
  calendar_id uuid,
  primary key (customer_id, promise_id, needs_id)
);
create index promise_need_by on promise_need (needs_id);

-- A promise that was or will be missed: the reason, what the customer was told, and what was done about it.
create table promise_slip (
  customer_id uuid not null,
  promise_id uuid not null,
  slip_id uuid not null,
  number smallint not null,
  at timestamptz not null,
  -- Seen before the due: told in time, it is a warning.
  is_foreseen boolean not null,
  -- The true reason, and the one that was told; where they differ a lead has agreed in writing.
  reason text,
  told_reason text,
  reason_words text,
  facts jsonb not null default '{}',
  signed_by uuid,
  signed_by_name text,
  agreed_by uuid,
  agreed_by_name text,
  agreed_words text,
  new_due timestamptz,
  -- Khắc phục: how it is put right. Đền bù: what is given for the trouble. An explained "none" is possible.
  fix text,
  fix_due timestamptz,
  amends text,
  amends_kind text,
  amends_minor bigint,
  amends_currency text,
  cost_minor bigint,
  none_why text,
  approved_by uuid,
  approved_by_name text,
  words text,
  -- How the customer came to know: message, call, counter. One apology for a slip.
  told_how text,
  told_at timestamptz,
  told_by uuid,
  told_by_name text,
  message_id uuid,
  -- What the customer said to the remedy, and whether it was carried out.
  answer text check (answer in ('accepted', 'declined', 'silent')),
  answered_at timestamptz,
  fixed_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, promise_id, slip_id)
);
create unique index promise_slip_number on promise_slip (customer_id, promise_id, number);
create index promise_slip_at on promise_slip (customer_id, at desc);
create index promise_slip_untold on promise_slip (at) where told_at is null;
create index promise_slip_unfixed on promise_slip (fix_due) where told_at is not null and fixed_at is null;

-- Of promises without a due (the lowest price, the quality class): what was looked at, and what was found.
create table promise_check (
  customer_id uuid not null,
  promise_id uuid not null,
  check_id uuid not null,
  at timestamptz not null,
  is_met boolean not null,
  words text,
  staff_id uuid,
  staff_name text,
  first_customer_id uuid not null,
  primary key (customer_id, promise_id, check_id)
);

-- How much each role may give for the trouble without asking, in minor units of the house's currency.
create table amends_limit (
  role text primary key,
  most_minor bigint not null check (most_minor >= 0)
);
insert into amends_limit (role, most_minor) values ('owner', 5000000), ('manager', 2000000), ('reception', 200000), ('warehouse', 100000),
  ('accounting', 200000), ('sales', 500000), ('marketing', 0), ('read-only', 0);
