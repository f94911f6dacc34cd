-- What the minute looks for in promises: dues that passed, levels that were reached, standing promises that nobody looked at.
-- safe while running: yes

alter table promise
  -- Missed, or said to be going to be missed, and no new time told since.
  add column is_missed boolean not null default false,
  -- Rests on one of which nobody can say when it will be kept.
  add column rests_unsure boolean not null default false,
  -- Each level with its moment, as counted: [{"level": 1, "at": "…", "to": "holder"}]; and the next that was not reached.
  add column levels jsonb not null default '[]',
  add column next_level_at timestamptz,
  -- When a standing promise was last looked at.
  add column checked_at timestamptz;

-- The next moment at which time alone moves it: at risk, missed, or somebody has to be woken. One index for all three, since every new
-- count of a clock is written into each.
alter table promise add column look_at timestamptz generated always as (case when state = 'open' and not is_paused then
  least(case when stage = 'due' then at_risk_at end, case when not is_missed then promised_due end, next_level_at) end) stored;
create index promise_look on promise (look_at) where look_at is not null;
create index promise_unchecked on promise (checked_at) where state = 'open' and target = 'standing';
-- Ends, the latest first; of the late some still stand on the board, since nobody has apologised.
drop index promise_done;
create index promise_ended on promise (done_at desc, promise_id desc) where state <> 'open';
create index promise_warned on promise (done_at desc, promise_id desc) where state <> 'open' and is_warned;
create index promise_exceeded on promise (done_at desc, promise_id desc) where state <> 'open' and is_exceeded;
create index promise_ended_as on promise (state, done_at desc, promise_id desc) where state <> 'open';
drop index promise_risk;
drop index promise_standing;
-- Ids of events are made in time, so that their key keeps the order of what happened.
drop index promise_event_at;
