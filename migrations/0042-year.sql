-- The day of the first purchase is counted from its index alone.
-- safe while running: yes

drop index customer_stats_begun;
create index customer_stats_begun on customer_stats
  ((extract(month from first_day)::smallint), (extract(day from first_day)::smallint)) include (first_day, customer_id) where days >= 3;
