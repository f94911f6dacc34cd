-- Every contact is a line on one timeline per customer.
-- safe while running: yes
create table touchpoint (
  customer_id uuid not null,
  at timestamptz not null,
  touchpoint_id uuid not null,
  kind text not null,
  channel text,
  place text,
  body text,
  outcome text,
  feeling text check (feeling in ('glad', 'content', 'unhappy')),
  is_pinned boolean not null default false,
  staff_id uuid,
  staff_name text,
  -- What a line of another room is about, and the few words and figures it shows: {code, summary, minor, currency, …}.
  about_kind text,
  about_id uuid,
  details jsonb,
  import_id uuid,
  first_customer_id uuid not null,
  version integer not null default 1,
  primary key (customer_id, at, touchpoint_id)
);
create index touchpoint_import on touchpoint using brin (import_id);
create index touchpoint_pinned on touchpoint (customer_id) where is_pinned;
