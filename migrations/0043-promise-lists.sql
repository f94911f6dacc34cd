-- How promises of a direction ended: answered by an index alone, without a look at the rows.
-- safe while running: yes

-- Everything that a score or an exact count asks for. What is open is not in it: that is little beside what ended, and each count of a clock
-- would have to write it anew.
create index promise_counted on promise (direction, state, done_at)
  include (kind, category, team, holder_id, customer_id, is_warned, is_exceeded) where state <> 'open';
