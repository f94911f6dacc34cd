-- Who did what, and a chain of seals over it: a row that was altered, taken out or cut off shows.
-- safe while running: yes
-- Nobody's name and no customer's words stand here: people are meant by their ids, so that erasing them leaves the chain whole.
create table audit (
  audit_id uuid primary key,
  at timestamptz not null,
  -- staff, token, machine (the house's own jobs and commands), customer, or nobody (a public door).
  actor_kind text not null collate "C",
  actor_id uuid,
  -- The name of the route or command: `updateCustomer`, `signIn`.
  act text not null collate "C",
  -- What it was about beside a customer: staff, token, import, order …
  about_kind text collate "C",
  about_id uuid,
  customer_id uuid,
  details jsonb not null default '{}',
  request_id text collate "C"
);
create index audit_at on audit (at desc, audit_id desc);
create index audit_customer on audit (customer_id, at desc) where customer_id is not null;
create index audit_actor on audit (actor_id, at desc) where actor_id is not null;
create index audit_about on audit (about_id, at desc) where about_id is not null;

-- hash = SHA-256 of the hash before and the row in its canonical form; seq has no gaps.
create table audit_seal (
  seq bigint primary key,
  audit_id uuid not null unique,
  hash text not null collate "C"
);

-- Rows that wait for their seal; written with the row, taken away with the sealing. Since when is told by the database's own clock.
create table audit_waiting (
  audit_id uuid primary key,
  since timestamptz not null default clock_timestamp()
);
