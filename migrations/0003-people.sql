-- Customers, what they are recognised by, and what they like. A customer is the unit of locality: every row carries customer_id.
-- safe while running: yes
create extension if not exists pg_trgm;

create table customer (
  customer_id uuid primary key,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null,
  name_order text not null check (name_order in ('family-first', 'given-first')),
  call_name text not null,
  -- Search keys made by values/ from the name: as written without case, folded, its parts, its words, its place in a sorted list.
  name_key text not null collate "C",
  name_fold text not null collate "C",
  given_fold text not null collate "C",
  family_fold text not null collate "C",
  words tsvector not null,
  sort_key text not null collate "C",
  address_them text not null default 'anh/chị',
  address_us text not null default 'em',
  address_source text not null default 'default',
  language text not null default 'vi',
  country text,
  birth_year smallint,
  birth_month smallint,
  birth_day smallint,
  address text,
  -- What the customer's own shard shows of its identities: [{kind, value, shown, old?, isVerified}].
  contacts jsonb not null default '[]',
  has_phone boolean generated always as (contacts @> '[{"kind":"phone"}]') stored,
  tags text[] not null default '{}',
  pays_by text,
  pays_brand text,
  pays_last_four text check (pays_last_four ~ '^[0-9]{4}$'),
  last_contact_at timestamptz,
  source text,
  is_sample boolean not null default false,
  import_id uuid,
  first_customer_id uuid not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  version integer not null default 1
);
create index customer_name_key on customer (name_key, last_contact_at desc nulls last);
create index customer_name_fold on customer (name_fold, last_contact_at desc nulls last);
create index customer_given_family on customer (given_fold, family_fold, last_contact_at desc nulls last);
create index customer_words on customer using gin (words) with (fastupdate = off);
-- The words ride along, so that the latest contacts are looked through for a common name without touching the table.
create index customer_last_contact on customer (last_contact_at desc nulls last, customer_id) include (words);
create index customer_sort_key on customer (sort_key, customer_id);
-- The few among the many: a list narrowed to them is read in its order without walking past all others.
create index customer_organisations on customer (sort_key, customer_id) where kind = 'organisation';
create index customer_foreign on customer (sort_key, customer_id) where language <> 'vi';
create index customer_phoneless on customer (sort_key, customer_id) where not has_phone;
create index customer_sample on customer (sort_key, customer_id) where is_sample;
create index customer_tags on customer using gin (tags) with (fastupdate = off);
create index customer_import on customer using brin (import_id);

-- Customers with a rare combination of words, through the word index and nothing else: the planner cannot know that two common
-- words hardly ever meet in one name, and would walk a million entries of the index above to find out.
create function customers_named(asked tsquery, at_most integer) returns table (customer_id uuid, last_contact_at timestamptz)
  language sql stable
  set enable_indexscan = off
  set enable_indexonlyscan = off
  set enable_seqscan = off
as $$
  select customer.customer_id, customer.last_contact_at from customer where words @@ asked limit at_most
$$;

-- Who is this: one look-up by value. A number may belong to several people, so the customer is part of the key.
create table identity (
  kind text not null collate "C",
  value text not null collate "C",
  customer_id uuid not null,
  import_id uuid,
  first_customer_id uuid not null,
  primary key (kind, value, customer_id)
);
create index identity_phone_end on identity (reverse(value) collate "C") where kind = 'phone';
create index identity_fragment on identity using gin (value gin_trgm_ops) where kind in ('mail', 'zalo', 'facebook');
create index identity_import on identity using brin (import_id);

-- Kinds that belong to one customer alone: loyalty card, tax code, a source's own code.
create table sole_identity (
  kind text not null collate "C",
  value text not null collate "C",
  customer_id uuid not null,
  import_id uuid,
  primary key (kind, value)
);
create index sole_identity_import on sole_identity using brin (import_id);

-- The vocabulary of names: a few thousand syllables, against which a typing error is corrected by symmetric deletion.
create table name_word (
  word text primary key collate "C"
);
create table name_word_variant (
  variant text not null collate "C",
  word text not null collate "C",
  primary key (variant, word)
);

create table preference (
  customer_id uuid not null,
  preference_id uuid not null,
  stance text not null check (stance in ('likes', 'avoids', 'needs')),
  what text not null,
  reason text,
  source text not null check (source in ('said', 'observed', 'inferred')),
  confidence smallint not null check (confidence between 1 and 100),
  noted_on date not null,
  last_confirmed_on date not null,
  noted_by uuid,
  noted_by_name text,
  import_id uuid,
  first_customer_id uuid not null,
  version integer not null default 1,
  primary key (customer_id, preference_id)
);
