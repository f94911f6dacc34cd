-- Today for everyone: how often the house wants to be in touch, who waits for a word, what each act of care led to, and who is asked after a remedy.
-- safe while running: yes

-- By loyalty state: {wanted: days or null, most: a month by people, gap: days}. What a state leaves out is Quen's own.
create table care_rhythm (
  "only" boolean primary key default true check ("only"),
  states jsonb not null default '{}',
  -- When the house was last counted by it.
  counted_at timestamptz,
  version integer not null default 1
);
insert into care_rhythm default values;

-- How many buyers of a state were last in touch so many days ago (731: longer), and how often people turned to them within thirty days.
create table care_silence (
  state text not null,
  silent_days smallint not null,
  touched smallint not null,
  customers integer not null,
  is_sample boolean not null default false,
  primary key (state, silent_days, touched)
);

-- Who waits for a word, as of the last count: the most valuable and the longest forgotten in turn.
create table care_quiet (
  customer_id uuid primary key,
  place integer not null,
  state text not null,
  silent_days integer not null,
  wanted_days integer not null,
  -- The last contact as it was then; whoever was met since waits no longer.
  last_contact_at timestamptz,
  -- Who of the team spoke with them most.
  staff_id uuid,
  staff_name text,
  is_sample boolean not null default false
);
create index care_quiet_place on care_quiet (place, customer_id);
create index care_quiet_staff on care_quiet (staff_id, place, customer_id);

-- Acts of care, proposed or done, and what followed within their time.
create table care_outcome (
  customer_id uuid not null,
  act_key text not null collate "C",
  kind text not null,
  proposed_on date,
  done_at timestamptz,
  staff_id uuid,
  staff_name text,
  -- From the end, or where it was not done from the proposal, until when something counts as having followed.
  since timestamptz not null,
  until timestamptz not null,
  followed text check (followed in ('bought', 'booked', 'came', 'answered', 'nothing')),
  followed_on date,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, act_key)
);
create index care_outcome_open on care_outcome (until) where followed is null;
create index care_outcome_kind on care_outcome (kind, since);
create index care_outcome_done on care_outcome (done_at desc) where done_at is not null;

-- Whoever got a remedy is asked two business days later whether all is well.
alter table promise_slip
  add column asked_at timestamptz,
  add column asked_by uuid,
  add column asked_by_name text;
create index promise_slip_to_ask on promise_slip (fixed_at) where fixed_at is not null and asked_at is null;

-- Regulars who are late by their own rhythm, the most valuable first.
create index customer_loyalty_late on customer_loyalty (clv_minor desc nulls last, customer_id)
  where state in ('cooling', 'at-risk') and late_by >= 1;

create or replace function loyalty_take_over() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  alter table customer_loyalty_next add constraint customer_loyalty_next_pkey primary key (customer_id);
  create index customer_loyalty_next_state on customer_loyalty_next (state, p_buy desc, customer_id);
  create index customer_loyalty_next_chance on customer_loyalty_next (p_buy desc, customer_id);
  create index customer_loyalty_next_value on customer_loyalty_next (clv_minor desc nulls last, customer_id);
  create index customer_loyalty_next_late on customer_loyalty_next (clv_minor desc nulls last, customer_id)
    where state in ('cooling', 'at-risk') and late_by >= 1;
  analyze customer_loyalty_next;
  perform set_config('lock_timeout', '250ms', true);
  for tries in 1 .. 20 loop
    begin
      lock table customer_loyalty, customer_loyalty_next in access exclusive mode;
      exit;
    exception when lock_not_available then
      if tries = 20 then
        raise;
      end if;
      perform pg_sleep(0.25);
    end;
  end loop;
  perform set_config('lock_timeout', '0', true);
  alter table customer_loyalty drop constraint customer_loyalty_pkey;
  drop index customer_loyalty_state, customer_loyalty_chance, customer_loyalty_value, customer_loyalty_late;
  truncate customer_loyalty;
  alter table customer_loyalty rename to customer_loyalty_gone;
  alter table customer_loyalty_next rename to customer_loyalty;
  alter table customer_loyalty_gone rename to customer_loyalty_next;
  alter index customer_loyalty_next_pkey rename to customer_loyalty_pkey;
  alter index customer_loyalty_next_state rename to customer_loyalty_state;
  alter index customer_loyalty_next_chance rename to customer_loyalty_chance;
  alter index customer_loyalty_next_value rename to customer_loyalty_value;
  alter index customer_loyalty_next_late rename to customer_loyalty_late;
  return true;
exception when lock_not_available then
  perform set_config('lock_timeout', '0', true);
  return false;
end $$;
