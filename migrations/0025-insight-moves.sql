-- Lists of the overview that are few among many: who moved between states, and what a value did, each found by its own index.
-- safe while running: yes
create index insight_customer_from_30 on insight_customer (state_30, state, last_day desc nulls last, customer_id desc);
create index insight_customer_from_90 on insight_customer (state_90, state, last_day desc nulls last, customer_id desc);
create index insight_customer_from_365 on insight_customer (state_365, state, last_day desc nulls last, customer_id desc);
create index insight_customer_bridge on insight_customer (bridge, last_day desc nulls last, customer_id desc);
