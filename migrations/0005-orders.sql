-- Orders, stays and services with their refunds, and the two narrow tables that every figure about buying is read from.
-- safe while running: yes
create table orders (
  customer_id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('sale', 'stay', 'service', 'refund')),
  code text,
  source text,
  placed_at timestamptz not null,
  day date not null,
  starts_on date,
  ends_on date,
  state text not null check (state in ('booked', 'open', 'left', 'delivered', 'done', 'cancelled')),
  state_times jsonb not null default '{}',
  channel text,
  currency text not null,
  total bigint not null,
  discount bigint,
  cost bigint,
  lines jsonb not null default '[]',
  paid_by text,
  paid_brand text,
  paid_last_four text check (paid_last_four ~ '^[0-9]{4}$'),
  refund_of uuid,
  import_id uuid,
  first_customer_id uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (customer_id, order_id)
);
create index orders_latest on orders (customer_id, placed_at desc);
create index orders_import on orders using brin (import_id);

-- One row per customer, day in the house's zone, and currency: the one source of recency, frequency and value.
create table customer_day (
  customer_id uuid not null,
  day date not null,
  currency text not null collate "C",
  orders integer not null,
  total bigint not null,
  refunds bigint not null,
  primary key (customer_id, day, currency) include (orders, total, refunds)
);

-- days: distinct days with at least one order; sums: currency → {total, refunds} in minor units.
create table customer_stats (
  customer_id uuid primary key,
  first_day date not null,
  last_day date not null,
  days integer not null,
  orders integer not null,
  sums jsonb not null
);
