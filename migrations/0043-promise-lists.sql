-- What stands with one customer, and how promises of a direction ended: answered by an index alone.
-- safe while running: yes

create index promise_standing_with on promise (customer_id, work_by, promise_id) where stage <> 'done';
-- Everything that a score or an exact count asks for, so that a million rows need not be read for a handful of figures.
create index promise_counted on promise (direction, state, done_at)
  include (kind, category, team, holder_id, customer_id, is_warned, is_exceeded);
