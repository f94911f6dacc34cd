-- What became of today's acts of care: taken, done, put off, refused.
-- safe while running: yes
create table care_act (
  -- Names the act for good: arrival:<order id>, confirm:<preference id>, missed-call:<call id> …
  act_key text primary key collate "C",
  customer_id uuid,
  state text not null check (state in ('taken', 'done', 'later', 'refused')),
  -- For `later`: the day on which it stands again; for `refused`: the day until which it stays away.
  until date,
  outcome text,
  -- What was said to it, in a line.
  words text,
  -- How the act looked when it ended, and how its room takes the end back.
  kept jsonb not null default '{}',
  staff_id uuid,
  staff_name text,
  at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create index care_act_at on care_act (at desc);
-- What rests on a day: put off, or refused for a time.
create index care_act_resting on care_act (until) where until is not null;
create index care_act_customer on care_act (customer_id) where customer_id is not null;
