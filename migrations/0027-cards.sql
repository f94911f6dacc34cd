-- Cards keep their words, so that nobody gets the same ones twice; what became of each letter of a journey; where journeys begin.
-- safe while running: yes

alter table card_given add column words text not null default '';
alter table card_given add column called text not null default '';
create index card_given_day on card_given (occasion_key, year);

alter table house_occasion add column is_sample boolean not null default false;

-- Each letter of a walk is written once; what the gate said stands beside it.
create table journey_letter (
  customer_id uuid not null,
  walk_id uuid not null,
  step smallint not null,
  journey_id uuid not null,
  message_id uuid,
  -- `by-hand`: nothing carries it, so it waits to be copied; `expired`: its day had passed.
  became text not null check (became in ('sent', 'by-hand', 'held', 'expired')),
  rule text,
  at timestamptz not null,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, walk_id, step)
);
create index journey_letter_step on journey_letter (journey_id, step, became, rule);
create index journey_walk_customer on journey_walk (customer_id) where state = 'walking';

create index consent_event_joined on consent_event (at) where act = 'granted' and given_by = 'customer';
create index consent_event_left on consent_event (at) where act in ('withdrawn', 'objected') and purpose = 'every';
create index customer_stats_first on customer_stats (first_day);
create index orders_stayed on orders (ends_on) where kind = 'stay' and state <> 'cancelled';
