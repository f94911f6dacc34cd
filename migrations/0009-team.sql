-- Invitations, the second factor, tokens with scopes, seeing as another role, counted attempts; and what the house owes its own people.
-- safe while running: yes
alter table staff add column extension text collate "C";
-- When somebody was here last, kept when their session ends; while one is open, the session knows.
alter table staff add column last_seen_at timestamptz;
-- The shared secret of the second factor, sealed with the key that lies outside the database; the last time step that was used.
alter table staff add column factor_secret text;
alter table staff add column factor_since timestamptz;
alter table staff add column factor_last_step bigint;
create unique index staff_extension on staff (extension) where extension is not null;

create table recovery_code (
  staff_id uuid not null references staff on delete cascade,
  code_hash text not null collate "C",
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

alter table session add column looks_as_role text;
alter table session add column looks_as_staff uuid;

-- Empty: everything its role may.
alter table api_token add column scopes text[];
alter table api_token add column made_by uuid;
alter table api_token add column expires_at timestamptz;

create table invitation (
  invitation_id uuid primary key,
  token_hash text not null unique collate "C",
  name text not null,
  mail text collate "C",
  role text not null,
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  staff_id uuid,
  revoked_at timestamptz
);
create index invitation_created on invitation (created_at desc);

-- Counted attempts at doors, by account and by network; the form that rate-limiter-flexible reads and writes.
create table attempt (
  key text primary key collate "C",
  points integer not null default 0,
  expire bigint
);
create index attempt_expire on attempt (expire);

-- How somebody's own day was: theirs alone, no route shows it to anybody else.
create table staff_mood (
  staff_id uuid not null references staff on delete cascade,
  day date not null,
  mood smallint not null check (mood between 1 and 5),
  words text,
  primary key (staff_id, day)
);

create table praise (
  praise_id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  from_staff_id uuid,
  -- Where a customer gave it, the customer.
  customer_id uuid,
  words text not null,
  at timestamptz not null,
  is_sample boolean not null default false
);
create index praise_staff on praise (staff_id, at desc);
create index praise_at on praise (at desc);
