-- What every room stands on: answers kept for repeats, and news from one room to the others.
-- safe while running: yes
create table idempotency (
  key text primary key collate "C",
  request text not null,
  status smallint not null,
  answer text not null,
  created_at timestamptz not null
);
create index idempotency_created_at on idempotency (created_at);

-- An announcement and its jobs are written in the transaction of the act; nobody reads news by "id greater than the last".
create table news (
  news_id uuid primary key,
  topic text not null,
  about jsonb not null,
  at timestamptz not null
);
create index news_at on news (at);
