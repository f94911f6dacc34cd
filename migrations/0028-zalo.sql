-- Zalo: its tokens, what it tells the house, and when each follower wrote last.
-- safe while running: yes

-- The pair that opens the account, sealed. The refreshing half may be used once: whoever uses it holds this row.
create table zalo_token (
  is_only boolean primary key default true check (is_only),
  sealed text not null,
  -- Null until the first refreshing.
  expires_at timestamptz,
  refreshed_at timestamptz,
  fault text,
  fault_at timestamptz,
  daily_quota integer,
  left_quota integer,
  quota_at timestamptz
);

-- What Zalo told, once each, as it came; the words are let go of when they stand where they belong.
create table zalo_event (
  event_key text primary key collate "C",
  body text,
  came_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'done', 'faulty')),
  attempts smallint not null default 0,
  fault text
);
create index zalo_event_due on zalo_event (due_at, event_key) where state = 'new';
create index zalo_event_came on zalo_event (came_at);

-- A follower may be answered freely for two days after their own words.
create table zalo_heard (user_id text primary key collate "C", heard_at timestamptz not null);
create index zalo_heard_at on zalo_heard (heard_at);

create index message_zalo on message (provider_id) where channel = 'zalo' and provider_id is not null;
create index thread_zalo on thread (address, last_at desc) where channel = 'zalo' and customer_id is not null;
