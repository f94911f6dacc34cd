-- Sendings: what counts against an address and a budget, what a message needs to be judged again, and the house's own limits.
-- safe while running: yes

alter table reservation
  add column address_hash text collate "C",
  add column purpose text,
  add column topic_id uuid,
  -- Taken up for good when the message was claimed; until then it stands in the line by its moment.
  add column is_spent boolean not null default false;
create index reservation_address on reservation (address_hash, at desc) where address_hash is not null;

alter table message
  add column has_offer boolean not null default false,
  -- Something promised to the customer hangs on it before then.
  add column must_reach_before timestamptz,
  add column least_blocks smallint;

-- While it is planned: {done, of}; and the day until which its effect is counted.
alter table sending add column progress jsonb;

-- The house's own limits, beside the law: letters in 30 days that are no service, and the hours at which nobody is woken.
create table sending_rule (
  is_only boolean primary key default true check (is_only),
  most_in_month smallint not null default 8 check (most_in_month between 0 and 60),
  quiet_from smallint not null default 22 check (quiet_from between 18 and 24),
  quiet_until smallint not null default 7 check (quiet_until between 5 and 10)
);
insert into sending_rule default values;
