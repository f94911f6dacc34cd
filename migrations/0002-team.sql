-- The house itself, who works in it, and the doors they come in by.
-- safe while running: yes
create table house (
  only_one boolean primary key default true check (only_one),
  name text not null default '',
  trade text not null default 'hotel',
  zone text not null default 'Asia/Ho_Chi_Minh',
  currency text not null default 'VND',
  language text not null default 'vi',
  is_started boolean not null default false,
  version integer not null default 1
);
insert into house default values;

create table staff (
  staff_id uuid primary key,
  name text not null,
  mail text not null collate "C",
  role text not null,
  password_hash text,
  language text not null default 'vi',
  look jsonb not null default '{}',
  is_locked_out boolean not null default false,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1
);
create unique index staff_mail on staff (mail);

create table session (
  token_hash text primary key collate "C",
  session_id uuid not null,
  staff_id uuid not null references staff on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_staff on session (staff_id);

create table api_token (
  token_id uuid primary key,
  token_hash text not null unique collate "C",
  name text not null,
  role text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- The one-time link that makes the owner; only its hash is kept.
create table start_link (
  token_hash text primary key collate "C",
  created_at timestamptz not null
);
