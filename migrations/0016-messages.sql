-- Messages: what customers agreed to and chose, what the house writes, and what became of every letter.
-- safe while running: yes

-- What the house writes about. A new topic reaches nobody until somebody asks for it.
create table topic (
  topic_id uuid primary key,
  purpose text not null check (purpose in ('relationship', 'newsletter', 'offer', 'survey')),
  -- {vi, en}
  names jsonb not null,
  about jsonb not null default '{}',
  position integer not null,
  is_open boolean not null default true,
  is_sample boolean not null default false,
  version integer not null default 1
);

-- The words by which customers are asked, as they stood when somebody agreed: never changed, only followed by the next.
create table wording (
  wording_id uuid primary key,
  language text not null check (language in ('vi', 'en')),
  words text not null,
  -- What it promises: {content, method, form, monthly}.
  promises jsonb not null,
  hash text not null,
  made_at timestamptz not null,
  made_by uuid,
  is_current boolean not null,
  is_sample boolean not null default false
);

-- Every act of agreeing, narrowing and leaving, for good. Nil topic: every topic of the purpose; channel 'every': all of them.
create table consent_event (
  customer_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  purpose text not null check (purpose in ('relationship', 'newsletter', 'offer', 'survey', 'research', 'personalisation', 'every')),
  topic_id uuid not null default '00000000-0000-0000-0000-000000000000',
  channel text not null default 'every' check (channel in ('mail', 'sms', 'zalo', 'call', 'paper', 'every')),
  act text not null check (act in ('asked', 'refused', 'lapsed', 'requested', 'granted', 'narrowed', 'snoozed', 'resumed', 'withdrawn', 'objected', 'erased')),
  given_by text not null check (given_by in ('customer', 'staff', 'machine', 'import')),
  method text not null,
  -- The most letters a month that were promised with the consent.
  monthly smallint check (monthly between 0 and 60),
  -- For `snoozed`: until then.
  until timestamptz,
  wording_id uuid,
  door_id uuid,
  staff_id uuid,
  staff_name text,
  evidence jsonb not null default '{}',
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, event_id)
);
create index consent_event_at on consent_event (customer_id, at, event_id);

-- Where consent stands, derived from the events and rebuilt to the same rows.
create table consent_now (
  customer_id uuid not null,
  purpose text not null,
  topic_id uuid not null,
  channel text not null,
  state text not null check (state in ('asked', 'refused', 'lapsed', 'pending', 'granted', 'snoozed', 'withdrawn', 'objected', 'erased')),
  monthly smallint,
  until timestamptz,
  since timestamptz not null,
  event_id uuid not null,
  primary key (customer_id, purpose, topic_id, channel)
);
create index consent_now_topic on consent_now (topic_id, channel, state, customer_id);

-- The customer's own tap: how often, when, over which channel, in which depth. Null: not chosen.
create table customer_choice (
  customer_id uuid primary key,
  -- Letters a month over all channels and topics; 0: only what concerns bookings and orders.
  monthly smallint check (monthly between 0 and 60),
  paused_until timestamptz,
  -- ISO days of the week, 1 is Monday.
  days smallint[],
  from_hour smallint check (from_hour between 0 and 23),
  until_hour smallint check (until_hour between 1 and 24),
  channel text check (channel in ('mail', 'sms', 'zalo', 'paper')),
  -- How well somebody knows a topic: {topic id: 'new' | 'knows' | 'expert'}.
  levels jsonb not null default '{}',
  updated_at timestamptz not null,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  version integer not null default 1
);

-- Addresses that are not written to, by a keyed hash, so that it outlives the person's data.
create table suppression (
  channel text not null,
  address_hash text not null collate "C",
  reason text not null check (reason in ('bounced', 'invalid', 'complained', 'erased', 'blocked')),
  customer_id uuid,
  at timestamptz not null,
  detail text,
  is_sample boolean not null default false,
  primary key (channel, address_hash)
);

-- Numbers on the state's do-not-call register, as it was last loaded.
create table do_not_call (phone text primary key collate "C");
create table do_not_call_load (
  load_id uuid primary key,
  loaded_at timestamptz not null,
  numbers integer not null,
  refused integer not null,
  loaded_by uuid,
  loaded_by_name text
);

-- Registered names that advertising messages are sent under, and until when.
create table sender_name (
  sender_id uuid primary key,
  channel text not null,
  name text not null,
  valid_until date,
  is_current boolean not null default true,
  version integer not null default 1
);

-- Doors by which somebody signs up: a QR at the counter, a room card, a form, spoken words.
create table signup_door (
  door_id uuid primary key,
  -- What stands in its address.
  code text not null unique collate "C",
  kind text not null check (kind in ('qr', 'room-card', 'form', 'spoken')),
  label text not null,
  topics uuid[] not null,
  monthly smallint not null default 2,
  is_double boolean not null,
  is_open boolean not null default true,
  made_at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create table signup_door_day (
  door_id uuid not null,
  day date not null,
  opened integer not null default 0,
  signed integer not null default 0,
  confirmed integer not null default 0,
  primary key (door_id, day)
);

-- A letter as it is being written; what is sent is one of its frozen versions.
create table letter (
  letter_id uuid primary key,
  kind text not null check (kind in ('newsletter', 'personal', 'journey', 'card')),
  title text not null,
  topic_id uuid,
  purpose text not null check (purpose in ('service', 'relationship', 'newsletter', 'offer', 'survey')),
  -- {subject: {vi, en}, preview: {vi, en}, blocks: […]}; see rooms/messages/letters/contract.ts
  content jsonb not null,
  -- Below this number of blocks that fit a reader, it is not sent to them.
  least_blocks smallint not null default 1,
  -- The newest frozen version; 0: never sent.
  frozen integer not null default 0,
  archive_code text unique collate "C",
  is_archived boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  updated_at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create table letter_version (
  letter_id uuid not null,
  number integer not null,
  content jsonb not null,
  purpose text not null,
  topic_id uuid,
  least_blocks smallint not null,
  frozen_at timestamptz not null,
  frozen_by uuid,
  primary key (letter_id, number)
);
create table letter_picture (
  picture_id uuid primary key,
  letter_id uuid not null,
  mime text not null check (mime in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  name text not null,
  bytes bytea not null,
  width integer not null,
  height integer not null,
  made_at timestamptz not null
);

-- One act of sending: to an audience, or to one. Pausing and resuming is this row's state; there is no cursor.
create table sending (
  sending_id uuid primary key,
  kind text not null check (kind in ('newsletter', 'personal', 'journey', 'card', 'test', 'service')),
  letter_id uuid,
  letter_number integer,
  title text not null,
  purpose text not null,
  topic_id uuid,
  -- In the order of trying; the customer's own choice stands above it.
  channels text[] not null,
  -- The list's filter, as its address holds it.
  audience jsonb not null default '{}',
  is_live boolean not null default false,
  state text not null check (state in ('draft', 'planning', 'planned', 'running', 'paused', 'late', 'done', 'cancelled', 'stopped')),
  starts_at timestamptz,
  late_after_minutes integer not null default 120,
  expires_at timestamptz,
  -- Of 10,000.
  holdout smallint not null default 0 check (holdout between 0 and 5000),
  holdout_salt text not null default '',
  -- The installation that planned it; another one refuses to send.
  epoch uuid,
  -- Why it stopped by itself.
  why text,
  counts jsonb not null default '{}',
  planned_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  made_by uuid,
  made_by_name text,
  made_at timestamptz not null,
  is_sample boolean not null default false,
  version integer not null default 1
);
create index sending_state on sending (state, starts_at);
create index sending_letter on sending (letter_id);

-- One row per recipient. `submitting` is committed before the first byte leaves.
create table message (
  customer_id uuid not null,
  message_id uuid not null,
  sending_id uuid not null,
  letter_id uuid,
  letter_number integer,
  channel text not null check (channel in ('mail', 'sms', 'zalo', 'paper', 'call')),
  purpose text not null,
  topic_id uuid,
  class text not null check (class in ('advertising', 'relationship', 'service')),
  address text,
  address_hash text collate "C",
  state text not null check (state in ('planned', 'held', 'ready', 'claimed', 'submitting', 'accepted', 'delivered', 'bounced', 'complained', 'refused',
    'unknown', 'suppressed', 'cancelled', 'expired', 'held-out')),
  -- The last verdict: its rule (null: none was against it) and when it may be asked again.
  rule text,
  not_before timestamptz,
  expires_at timestamptz,
  lease_until timestamptz,
  lease_by text,
  attempts smallint not null default 0,
  -- Which blocks of the letter fit this reader.
  blocks smallint[],
  -- For a letter to one: its own words {subject, text, html?, inReplyTo?, references?, threadId?}.
  own jsonb,
  provider_id text,
  -- What the other side last said, word for word.
  reply text,
  planned_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, message_id)
);
create index message_by_id on message (message_id);
create unique index message_once on message (sending_id, customer_id, channel);
create unique index message_address_once on message (sending_id, channel, address_hash) where address_hash is not null;
create index message_waiting on message (sending_id, not_before nulls first, message_id) where state in ('planned', 'held', 'ready');
create index message_leased on message (lease_until) where state in ('claimed', 'submitting');
create index message_of_sending on message (sending_id, state, rule);
create index message_of_customer on message (customer_id, planned_at desc);
create index message_ended on message (ended_at desc) where state in ('bounced', 'complained', 'refused', 'unknown');

-- Every verdict of the gate, with the rule, its version and what it looked at.
create table gate_verdict (
  customer_id uuid not null,
  verdict_id uuid not null,
  message_id uuid,
  sending_id uuid,
  stage text not null check (stage in ('plan', 'claim', 'asked')),
  answer text not null check (answer in ('pass', 'wait', 'no')),
  rule text,
  law text not null,
  rules_version text not null,
  not_before timestamptz,
  inputs jsonb not null,
  at timestamptz not null,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, verdict_id)
);
create index gate_verdict_message on gate_verdict (customer_id, message_id, at);

-- What counts against a budget from the moment it is planned: released when it is cancelled or surely failed.
create table reservation (
  customer_id uuid not null,
  message_id uuid not null,
  channel text not null,
  class text not null,
  at timestamptz not null,
  first_customer_id uuid not null,
  primary key (customer_id, message_id)
);
create index reservation_at on reservation (customer_id, at desc);

-- What happened to a message after it left: accepted, delivered, bounced, complained of, answered, left by.
create table message_event (
  customer_id uuid not null,
  event_id uuid not null,
  message_id uuid not null,
  kind text not null check (kind in ('accepted', 'delivered', 'delayed', 'bounced', 'refused', 'complained', 'answered', 'auto-answered', 'left', 'unknown', 'retried')),
  at timestamptz not null,
  source text not null,
  detail jsonb not null default '{}',
  first_customer_id uuid not null,
  primary key (customer_id, event_id)
);
create index message_event_message on message_event (customer_id, message_id, at);

-- Where mail goes out, comes in, and other channels: settings in the clear, secrets sealed with the key beside the database.
create table courier_setting (
  courier text primary key check (courier in ('house', 'smtp', 'imap', 'dkim', 'esms', 'zalo')),
  settings jsonb not null,
  sealed text,
  is_on boolean not null default false,
  tested_at timestamptz,
  tested jsonb,
  updated_at timestamptz not null,
  version integer not null default 1
);

-- Which installation may send from this database: a restored backup or a clone has another one in its folder.
create table installation (is_only boolean primary key default true check (is_only), epoch uuid not null, made_at timestamptz not null);

-- Phrases that a letter should not hold, beside the built-in ones; and built-in ones that the house allows.
create table house_phrase (
  phrase_id uuid primary key,
  kind text not null check (kind in ('empty', 'promise', 'address', 'allowed')),
  language text not null check (language in ('vi', 'en')),
  phrase text not null,
  unique (kind, language, phrase)
);
