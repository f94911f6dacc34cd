-- How loyal each customer is, day by day: settings, runs of the model, figures, changes of state and the days' sums.
-- safe while running: yes
create table loyalty_setting (
  "only" boolean primary key default true check ("only"),
  -- The chance of a purchase within the cycle from which somebody is loyal, and below which no longer.
  theta_enter double precision not null default 0.5 check (theta_enter > 0 and theta_enter < 1),
  theta_leave double precision not null default 0.3 check (theta_leave > 0 and theta_leave <= theta_enter),
  lost_below double precision not null default 0.05 check (lost_below > 0 and lost_below <= theta_leave),
  -- Silence beyond so many times one's own rhythm is late.
  late_after double precision not null default 1.5 check (late_after >= 1 and late_after <= 10),
  -- Null: the gap that four of five purchases fall short of.
  cycle_days integer check (cycle_days between 7 and 730),
  horizon_weeks integer not null default 52 check (horizon_weeks between 4 and 260),
  annual_discount double precision not null default 0.15 check (annual_discount >= 0 and annual_discount <= 1),
  -- Null: values are revenue and are called so.
  margin double precision check (margin > 0 and margin <= 1),
  version integer not null default 1
);
insert into loyalty_setting default values;

create table loyalty_run (
  run_id uuid primary key,
  kind text not null check (kind in ('nightly', 'asked', 'import', 'setting', 'sample')),
  -- What was asked: all three models or the usual one; new parameters or those of the last good run.
  asks text not null default 'usual' check (asks in ('usual', 'all-models', 'kept')),
  started_at timestamptz not null,
  finished_at timestamptz,
  state text not null check (state in ('waiting', 'running', 'done', 'refused', 'failed')),
  as_of date,
  data_cut timestamptz,
  code_version text,
  -- Of the model that figures are made with: the chosen fit, that of spending, and what is known of each model that was tried.
  model text,
  fit jsonb,
  spend jsonb,
  fits jsonb,
  choice text,
  cycle_days integer,
  currency text,
  settings jsonb,
  backtest jsonb,
  summary jsonb,
  warnings jsonb not null default '[]',
  -- Why no new fit was found.
  reasons jsonb,
  -- The run whose parameters were used again.
  kept_from uuid,
  is_sample boolean not null default false
);
create index loyalty_run_latest on loyalty_run (started_at desc);

create table customer_loyalty (
  customer_id uuid primary key,
  run_id uuid not null,
  as_of date not null,
  state text not null check (state in ('new', 'indifferent', 'promising', 'loyal', 'cooling', 'at-risk', 'lost', 'won-back')),
  since date not null,
  -- The first day of being loyal without a break; and whether they ever were.
  loyal_since date,
  was_loyal boolean not null,
  x integer not null,
  t_x_days integer not null,
  t_days integer not null,
  rhythm_days double precision,
  -- Silence over rhythm.
  late_by double precision,
  p_alive double precision not null,
  p_buy double precision not null,
  expected_purchases double precision not null,
  active_weeks double precision not null,
  -- Expected within the horizon, undiscounted and in present value; null where spending could not be fitted.
  value_minor bigint,
  clv_minor bigint,
  -- The same parameters on the history up to a year before; null for who came later.
  clv_before_minor bigint,
  currency text not null,
  scored_at timestamptz not null,
  is_sample boolean not null default false
);
create index customer_loyalty_state on customer_loyalty (state, p_buy desc, customer_id);
create index customer_loyalty_chance on customer_loyalty (p_buy desc, customer_id);
create index customer_loyalty_value on customer_loyalty (clv_minor desc nulls last, customer_id);

-- One row a customer and day on which the state changed; the day's last word stands.
create table loyalty_change (
  customer_id uuid not null,
  "on" date not null,
  from_state text,
  to_state text not null,
  run_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, "on")
);
create index loyalty_change_to on loyalty_change (to_state, "on");
create index loyalty_change_from on loyalty_change (from_state, "on");

create table loyalty_day (
  day date primary key,
  run_id uuid not null,
  counts jsonb not null,
  -- The sum of the chances over those who came back; null where the day was told afterwards.
  loyal_expected double precision,
  entered integer not null,
  "left" integer not null,
  stayed integer not null,
  tenure_median_days integer,
  equity_minor bigint,
  equity_low bigint,
  equity_high bigint,
  currency text not null,
  basis text not null check (basis in ('profit', 'revenue')),
  -- Told afterwards, from what customers had bought by then, by the parameters of the run.
  is_replayed boolean not null default false,
  is_sample boolean not null default false
);
