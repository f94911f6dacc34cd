-- What the overview reads: one narrow row a customer, the figures of each day, costs by hand, and whom not to suggest again.
-- safe while running: yes

-- How somebody came and came back, as of the last run: every list behind a figure reads the rows that the figure was counted from.
create table insight_customer (
  customer_id uuid primary key,
  first_day date not null,
  second_day date,
  last_day date not null,
  -- Purchase days.
  days integer not null,
  -- Months after that of the first day in which there was a purchase day, ascending; the first is 0.
  months smallint[] not null,
  -- What is known of the first visit.
  first_kind text,
  first_channel text,
  first_feeling text,
  heard_from text,
  -- Where they stood when this was counted, and 30, 90 and 365 days before; null: no state then.
  state text,
  state_30 text,
  state_90 text,
  state_365 text,
  -- What they are worth, and were a year before; null where it could not be told.
  clv_minor bigint,
  clv_before_minor bigint
);
create index insight_customer_first on insight_customer (first_day, customer_id);
create index insight_customer_last on insight_customer (last_day, customer_id);

create table insight_day (
  day date primary key,
  -- Until when the data were read.
  computed_at timestamptz not null,
  seconds real not null,
  currency text not null,
  figures jsonb not null,
  -- Counted while the sample was in the house: forgotten with it.
  is_sample boolean not null default false
);

-- What keeping and winning cost beyond what orders tell, entered by hand.
create table insight_cost (
  cost_id uuid primary key,
  purpose text not null check (purpose in ('keeping', 'winning')),
  -- The first of the month it belongs to.
  month date not null check (extract(day from month) = 1),
  name text not null,
  minor bigint not null check (minor >= 0),
  currency text not null,
  staff_id uuid,
  staff_name text,
  created_at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create index insight_cost_month on insight_cost (month, purpose);

-- What a booking channel takes of each order, in hundredths of a percent.
create table insight_channel_rate (
  channel text primary key,
  basis_points integer not null check (basis_points between 0 and 10000),
  is_sample boolean not null default false,
  version integer not null default 1
);

-- "Not this one": a suggested call that did not fit stays away until that day.
create table insight_refusal (
  customer_id uuid primary key,
  until date not null,
  staff_id uuid,
  at timestamptz not null
);
