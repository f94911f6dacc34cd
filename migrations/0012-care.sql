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
  -- How the room of the act takes its end back.
  kept jsonb not null default '{}',
  staff_id uuid,
  staff_name text,
  at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create index care_act_at on care_act (at desc);
create index care_act_customer on care_act (customer_id) where customer_id is not null;
