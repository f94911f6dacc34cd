-- Consent beside its log: who was asked, what was chosen and when, sign-ups that wait for their confirmation, and counts that answer at once.
-- safe while running: yes

-- A number may be asked once, for ever, whoever it belongs to by then; kept as a keyed hash that outlives the person's data.
create table asked_once (
  address_hash text primary key collate "C",
  at timestamptz not null,
  is_sample boolean not null default false
);

-- Every change of what a customer chose, with the choice before it: the history, and what a merge is taken back to.
create table choice_event (
  customer_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  given_by text not null check (given_by in ('customer', 'staff', 'machine', 'import')),
  method text not null,
  staff_id uuid,
  staff_name text,
  before jsonb not null,
  after jsonb not null,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, event_id)
);

-- Somebody signed up and has not confirmed yet. The token itself is known to the person alone.
create table signup_request (
  token_hash text primary key collate "C",
  door_id uuid not null,
  customer_id uuid not null,
  -- The customer was made by this sign-up, and goes again when it is never confirmed.
  is_new boolean not null,
  topics uuid[] not null,
  channel text not null,
  monthly smallint not null,
  wording_id uuid,
  evidence jsonb not null default '{}',
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  is_sample boolean not null default false
);
create index signup_request_expires on signup_request (expires_at) where confirmed_at is null;
create index signup_request_customer on signup_request (customer_id);

-- How many want a topic, over any channel: read in order from this index alone.
create index consent_now_wanted on consent_now (topic_id, customer_id) where state in ('granted', 'snoozed');

-- The days on which a door was used, newest first.
create index signup_door_day_day on signup_door_day (day);
