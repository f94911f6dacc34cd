-- The overview knows those who never bought, counts in a third of the time, and opens every list by an index.
-- safe while running: no

-- One row for every customer; who never bought has no days. Counted anew at the next start, and until then nothing old is shown.
truncate insight_customer;
delete from insight_day;
alter table insight_customer
  alter column first_day drop not null,
  alter column last_day drop not null,
  -- What their value did within a year; values themselves change every night for everybody and stay with the model.
  add column bridge text,
  drop column clv_minor,
  drop column clv_before_minor;
-- From here on months count from the year 0, as years times twelve: one customer's are compared without their first.
comment on column insight_customer.months is 'Months with a purchase day, ascending, as year * 12 + month - 1.';

drop index insight_customer_last;
create index insight_customer_last on insight_customer (last_day desc nulls last, customer_id desc);
create index insight_customer_state on insight_customer (state, last_day desc nulls last, customer_id desc);

-- The night reads how people felt and how they had heard of the house: few say it, and a million others are not read for them.
create index touchpoint_felt on touchpoint (customer_id, at) include (feeling) where feeling is not null;
create index customer_heard_from on customer (customer_id) include (heard_from) where heard_from is not null;
