-- The catalogue: what the house has, with its benefit in the customer's words, and what was offered to whom.
-- safe while running: yes
create table catalogue_item (
  item_id uuid primary key,
  kind text not null check (kind in ('product', 'room', 'service')),
  name_vi text not null,
  name_en text not null default '',
  -- As they come in lines of orders; each is in catalogue_name too, folded.
  aliases text[] not null default '{}',
  benefit_vi text not null default '',
  benefit_en text not null default '',
  for_whom_vi text not null default '',
  for_whom_en text not null default '',
  differs_vi text not null default '',
  differs_en text not null default '',
  -- What is in it, so that nobody gets what they must not have.
  contents text[] not null default '{}',
  -- Tastes and topics that it fits, in the words of preferences.
  topics text[] not null default '{}',
  group_name text,
  price bigint check (price >= 0),
  cost bigint check (cost >= 0),
  currency text not null,
  state text not null check (state in ('coming', 'here', 'gone')),
  coming_on date,
  arrived_on date,
  -- Made with every write: the order of lists, the words it is found by, what a liking may name whole, and every run of words of that.
  name_fold text not null,
  words tsvector not null,
  terms text[] not null,
  runs text[] not null,
  import_id uuid,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  check (state = 'coming' or coming_on is null)
);
create index catalogue_item_list on catalogue_item (name_fold, item_id);
create index catalogue_item_words on catalogue_item using gin (words);
create index catalogue_item_terms on catalogue_item using gin (terms) where state = 'here';
create index catalogue_item_runs on catalogue_item using gin (runs) where state = 'here';
create index catalogue_item_coming on catalogue_item (coming_on) where state = 'coming';
create index catalogue_item_import on catalogue_item (import_id) where import_id is not null;

-- Every name and other spelling, folded: one of them names one item, or none.
create table catalogue_name (
  name_fold text primary key,
  item_id uuid not null,
  is_sample boolean not null default false
);
create index catalogue_name_item on catalogue_name (item_id);

-- What an import of the catalogue found and what it made of it, for its undo.
create table catalogue_before (
  import_id uuid not null,
  item_id uuid not null,
  was jsonb not null,
  became jsonb not null,
  primary key (import_id, item_id)
);

-- What somebody was invited to, or what does not fit them, until when.
create table catalogue_offer (
  customer_id uuid not null,
  offer_id uuid not null,
  item_id uuid not null,
  answer text not null check (answer in ('invited', 'refused')),
  at timestamptz not null,
  rests_until date not null,
  staff_id uuid,
  staff_name text,
  first_customer_id uuid not null,
  is_sample boolean not null default false,
  primary key (customer_id, offer_id)
);
create index catalogue_offer_item on catalogue_offer (item_id);

alter table import drop constraint import_subject_check;
alter table import add constraint import_subject_check check (subject in ('customers', 'orders', 'catalogue'));
