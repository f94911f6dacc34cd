-- Calls as the telephone system tells of them, and when it was last heard.
-- safe while running: yes
create table call (
  call_id uuid primary key,
  -- Who told: the token of the telephone system; its own number of the call, or one made for it.
  token_id uuid not null,
  source_id text not null collate "C",
  -- E.164 where it is a number; null for a hidden one.
  from_number text collate "C",
  to_number text collate "C",
  extension text collate "C",
  state text not null check (state in ('ringing', 'answered', 'ended')),
  rang_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  heard_at timestamptz not null,
  -- Whom staff said it was, and who said so.
  customer_id uuid,
  chosen_by uuid,
  is_sample boolean not null default false,
  unique (token_id, source_id)
);
create index call_rang on call (rang_at desc);
create index call_missed on call (rang_at desc) where answered_at is null;

create table call_bridge (
  token_id uuid primary key,
  -- Only a bridge that says it is alive can be missed.
  last_alive_at timestamptz,
  last_call_at timestamptz,
  -- When it was heard last before it fell silent; null while it is heard.
  silent_since timestamptz
);
