-- The inbox: what customers write and what the house answers, one thread per person and channel; letters to the owner among them.
-- safe while running: yes

create table thread (
  thread_id uuid primary key,
  -- Null while nobody knows who wrote.
  customer_id uuid,
  channel text not null check (channel in ('mail', 'sms', 'zalo', 'form', 'paper')),
  -- The other end's address as it is found by: where an answer goes.
  address text collate "C",
  shown_as text not null,
  subject text not null default '',
  is_to_owner boolean not null default false,
  state text not null check (state in ('open', 'snoozed', 'done')),
  snoozed_until timestamptz,
  assigned_to uuid,
  assigned_name text,
  -- The customer's oldest words that nobody has answered.
  waiting_since timestamptz,
  last_at timestamptz not null,
  last_direction text not null check (last_direction in ('in', 'out')),
  last_words text not null default '',
  first_customer_id uuid,
  is_sample boolean not null default false,
  version integer not null default 1
);
create index thread_customer on thread (customer_id, channel, last_at desc) where customer_id is not null;
create index thread_address on thread (channel, address) where customer_id is null;
-- The lists of the inbox, the longest waiting first, then the latest.
create index thread_open on thread (waiting_since nulls last, last_at desc, thread_id) where state = 'open';
create index thread_snoozed on thread (snoozed_until, thread_id) where state = 'snoozed';
create index thread_done on thread (last_at desc, thread_id) where state = 'done';
create index thread_owner on thread (last_at desc, thread_id) where is_to_owner;

create table thread_entry (
  thread_id uuid not null,
  entry_id uuid not null,
  customer_id uuid,
  at timestamptz not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  -- For mail: what it is known by, and what it answers.
  mail_id text collate "C",
  in_reply_to text,
  mail_references text[] not null default '{}',
  subject text not null default '',
  words text not null,
  -- What is left of its HTML once everything that acts or fetches is gone; shown in a sandbox.
  safe_html text,
  -- [{name, mime, bytes}]: what came along, by name; the raw mail keeps it.
  attachments jsonb not null default '[]',
  raw_id uuid,
  -- Going out: the row of the message whose state is shown.
  message_id uuid,
  staff_id uuid,
  staff_name text,
  -- The timeline line that stands for it.
  touchpoint_id uuid,
  first_customer_id uuid,
  is_sample boolean not null default false,
  primary key (thread_id, entry_id)
);
create unique index thread_entry_mail on thread_entry (mail_id) where mail_id is not null and direction = 'in';
create index thread_entry_message on thread_entry (message_id) where message_id is not null;

-- What somebody has begun to write; one a person and thread, kept until it is sent or thrown away.
create table reply_draft (
  thread_id uuid not null,
  staff_id uuid not null,
  words text not null,
  updated_at timestamptz not null,
  primary key (thread_id, staff_id)
);
