-- Where customers meet the house, in the order in which they do; what they say when they are asked; and what comes before somebody stays away.
-- safe while running: yes

-- A stop on the customer's way through the house.
create table map_stop (
  stop_id uuid primary key,
  -- Names it for good, in its template and in lists: check-in, delivery.
  key text not null unique collate "C",
  phase text not null check (phase in ('before', 'arriving', 'staying', 'paying', 'leaving', 'after')),
  rank double precision not null,
  name_vi text not null,
  name_en text not null,
  icon text not null,
  -- Who is responsible: a role, or nobody yet.
  team text,
  -- Which lines are of it: {kinds: [...], orders: [{kind, at: 'begins' | 'ends'}], channels: [...]}; no channels: any.
  feeds jsonb not null,
  -- Which promises belong to it, by their kind.
  promise_kinds text[] not null default '{}',
  is_retired boolean not null default false,
  is_sample boolean not null default false,
  version integer not null default 1
);

-- How many lines of which sort a day had, counted in the night. Lines without a type or a channel have '' there.
create table line_day (
  day date not null,
  kind text not null collate "C",
  type text not null collate "C",
  moment text not null collate "C" check (moment in ('begins', 'ends')),
  channel text not null collate "C",
  lines integer not null,
  unhappy integer not null,
  primary key (day, kind, type, moment, channel)
);
create table line_count (
  "only" boolean primary key default true check ("only"),
  counted_at timestamptz not null,
  since date not null
);
-- Lines come in about the order of their time: the last days lie in the last blocks.
create index touchpoint_at on touchpoint using brin (at) with (autosummarize = on);

-- What a stop asks afterwards, and when.
create table question_rule (
  stop_id uuid primary key,
  scale text not null check (scale in ('csat', 'ces', 'nps')),
  after_hours integer not null check (after_hours between 0 and 720),
  -- Of a hundred who were there, so many are asked.
  share smallint not null check (share between 1 and 100),
  is_on boolean not null,
  -- Nobody is asked about what was before.
  on_since timestamptz,
  is_sample boolean not null default false,
  version integer not null default 1
);
create table question_setting (
  "only" boolean primary key default true check ("only"),
  -- At most one question in so many days, whatever it is about.
  quiet_days smallint not null default 30 check (quiet_days between 1 and 365),
  version integer not null default 1
);
insert into question_setting default values;

-- A question to a customer, and the answer as it was given: the scale stands beside the figure and is never turned into another.
create table question (
  customer_id uuid not null,
  question_id uuid not null,
  scale text not null check (scale in ('csat', 'ces', 'nps')),
  -- Of the relationship (NPS) no stop.
  stop_id uuid,
  -- The line it follows; each is asked about once.
  about_id uuid,
  how text not null check (how in ('message', 'counter')),
  state text not null check (state in ('asked', 'held', 'answered')),
  -- Why it was not asked: slip, complaint, quiet, quarter, no-address, or the rule of the gate.
  why text,
  message_id uuid,
  at timestamptz not null,
  -- Who asked, where a person did.
  staff_id uuid,
  staff_name text,
  score smallint check (score between 0 and 10),
  words text,
  answered_at timestamptz,
  -- What was said before it was changed: [{score, words, at}].
  former jsonb not null default '[]',
  -- What was made of an unhappy answer: promise, complaint, seen.
  became text,
  became_id uuid,
  became_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1,
  primary key (customer_id, question_id),
  check ((state = 'answered') = (score is not null)),
  check (score is null or (scale = 'csat' and score between 1 and 5) or (scale = 'ces' and score between 1 and 7) or scale = 'nps')
);
create unique index question_once on question (customer_id, scale, about_id) where about_id is not null;
create index question_answered on question (scale, stop_id, answered_at) include (score) where state = 'answered';
create index question_unhappy on question (answered_at desc) include (question_id)
  where state = 'answered' and became is null and ((scale = 'csat' and score <= 2) or (scale = 'nps' and score <= 6));

-- What comes before customers stop coming: one run, its groups, and what was found of each touchpoint.
create table sensitive_run (
  "only" boolean primary key default true check ("only"),
  computed_at timestamptz not null,
  as_of date not null,
  -- How many of each group could be matched.
  gone integer not null,
  stayed integer not null,
  is_sample boolean not null default false
);
create table sensitive_finding (
  -- met:<key>, bad:<key>.
  factor text primary key collate "C",
  stop_key text not null collate "C",
  is_bad boolean not null,
  gone_had integer not null,
  stayed_had integer not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  -- Null where too few were there to say.
  p double precision,
  -- Corrected for looking at many.
  q double precision,
  is_sample boolean not null default false
);
create table sensitive_customer (
  customer_id uuid primary key,
  is_gone boolean not null,
  anchor_day date not null,
  factors text[] not null,
  is_sample boolean not null default false
);
