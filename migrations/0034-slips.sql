-- What else is known of a slip: when it was declared, what was told before the reason was known, and what a lead agreed to.
-- safe while running: yes

alter table promise_slip
  -- Null of a draft that was only made ready: nobody said yet that the promise slips.
  add column declared_at timestamptz,
  -- When a person last wrote on it: the house says nothing by itself over somebody's shoulder.
  add column acted_at timestamptz,
  -- With a reason that is not known yet: by when the customer hears more, and the promise that this is.
  add column tell_by timestamptz,
  add column answer_promise_id uuid,
  -- What was told afterwards, when the reason came to be known: no second apology.
  add column news_at timestamptz,
  add column news_how text check (news_how in ('message', 'call', 'counter')),
  add column news_message_id uuid,
  -- The reason and the amount that a lead agreed to; another one has to be agreed to again.
  add column agreed_reason text,
  add column approved_words text,
  add column approved_minor bigint,
  -- Carried by the house itself, as the standard allows.
  add column is_told_by_itself boolean not null default false;

create unique index promise_slip_by_id on promise_slip (slip_id);
-- One apology for a slip: a message is the apology of one slip alone.
create unique index promise_slip_message on promise_slip (message_id) where message_id is not null;
create index promise_slip_silent on promise_slip (told_at) where told_at is not null and answer is null;
