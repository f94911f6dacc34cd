-- Mail that comes in: how far each mailbox was read, every mail once as it came, and addresses that keep failing.
-- safe while running: yes

-- How far a folder was read. Another UIDVALIDITY means that its numbers begin anew.
create table mailbox (
  source text primary key collate "C",
  uid_validity bigint not null,
  last_uid bigint not null,
  read_at timestamptz not null
);

-- Every mail as it came, once: a number is given out once in a folder, and the same bytes are the same mail even when numbers begin anew.
create table inbound_mail (
  mail_id uuid primary key,
  source text not null collate "C",
  uid_validity bigint not null,
  uid bigint not null,
  hash text not null collate "C",
  -- Null when it was let go of: mails of machines are kept for a month.
  raw bytea,
  size integer not null,
  came_at timestamptz not null,
  kind text check (kind in ('bounce', 'complaint', 'auto-reply', 'leaving', 'human', 'other')),
  -- 'waiting': a person must read it and no inbox has taken it yet.
  state text not null default 'new' check (state in ('new', 'done', 'waiting', 'faulty')),
  message_id uuid,
  fault text,
  dealt_at timestamptz,
  attempts smallint not null default 0
);
create unique index inbound_mail_once on inbound_mail (source, uid_validity, uid);
create unique index inbound_mail_same on inbound_mail (source, hash);
create index inbound_mail_open on inbound_mail (came_at, mail_id) where state = 'new';
create index inbound_mail_state on inbound_mail (state, came_at desc) where state in ('waiting', 'faulty');
create index inbound_mail_kept on inbound_mail (dealt_at) where raw is not null and state = 'done' and kind <> 'human';

-- Days on which an address failed for the time being; three of them and it is left in peace.
create table soft_bounce (
  channel text not null,
  address_hash text not null collate "C",
  day date not null,
  primary key (channel, address_hash, day)
);
