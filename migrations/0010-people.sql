-- Households, who belongs to whom, days to remember, fields of the house's own, and tastes that fade or were refuted.
-- safe while running: yes
alter table customer drop constraint customer_kind_check;
alter table customer add constraint customer_kind_check check (kind in ('person', 'organisation', 'household'));
alter table customer add column lifestyle text[] not null default '{}';
alter table customer add column price_expectation text check (price_expectation in ('careful', 'fair', 'best'));
alter table customer add column heard_from text;
-- Values of the house's own fields by their key.
alter table customer add column fields jsonb not null default '{}';
create index customer_households on customer (sort_key, customer_id) where kind = 'household';
-- The tags in use, the newest customers first, read without the table.
create index customer_tagged on customer (customer_id) include (tags) where tags <> '{}';

-- Each bond is two rows, one at either end, so that everyone's bonds are one look-up on their own shard.
create table relationship (
  customer_id uuid not null,
  relationship_id uuid not null,
  other_customer_id uuid not null,
  kind text not null check (kind in ('family', 'works-at', 'decides-for', 'introduced-by', 'member-of')),
  -- from: this end is what the kind says (works at the other); to: the other end is.
  side text not null check (side in ('from', 'to')),
  -- In the customer's words: vợ, giám đốc, trợ lý …; what the other end is to this one.
  words text,
  since date,
  noted_by uuid,
  noted_by_name text,
  noted_on date not null,
  first_customer_id uuid not null,
  version integer not null default 1,
  primary key (customer_id, relationship_id)
);
create index relationship_other on relationship (other_customer_id);

-- A day to remember, kept as it was told: a lunar one is never turned into a solar one.
create table occasion (
  customer_id uuid not null,
  occasion_id uuid not null,
  kind text not null check (kind in ('birthday', 'wedding', 'founding', 'first-visit', 'memorial', 'other')),
  label text,
  calendar text not null check (calendar in ('solar', 'lunar')),
  year smallint,
  month smallint,
  day smallint,
  is_leap boolean not null default false,
  -- The words it came in: "rằm tháng Chạp".
  written text,
  source text not null check (source in ('said', 'observed', 'inferred')),
  noted_by uuid,
  noted_by_name text,
  noted_on date not null,
  first_customer_id uuid not null,
  version integer not null default 1,
  primary key (customer_id, occasion_id)
);
create index occasion_day on occasion (calendar, month, day);
-- Of many birthdays on one day the latest contacts come first.
create index customer_birthday on customer (birth_month, birth_day, last_contact_at desc nulls last) where birth_month is not null;

-- A group of choices that the house asks about, and how many may be chosen: one pillow, three genres.
create table preference_group (
  group_id uuid primary key,
  key text not null unique collate "C",
  name_vi text not null,
  name_en text not null,
  -- [{key, vi, en}]
  choices jsonb not null,
  at_most smallint not null check (at_most between 1 and 50),
  stance text not null default 'likes',
  rank integer not null default 0,
  is_retired boolean not null default false,
  version integer not null default 1
);

alter table preference drop constraint preference_stance_check;
alter table preference add constraint preference_stance_check check (stance in ('likes', 'avoids', 'needs', 'must-not'));
-- What was only inferred is never surer than this.
update preference set confidence = 40 where source = 'inferred' and confidence > 40;
alter table preference add column group_key text collate "C";
alter table preference add column sensitivity text not null default 'normal' check (sensitivity in ('normal', 'health', 'faith', 'child'));
alter table preference add column seen_count smallint not null default 0;
alter table preference add column first_seen_on date;
alter table preference add column last_seen_on date;
-- "That was wrong": the line stays as a refutation, so that it does not come back by itself.
alter table preference add column refuted_at timestamptz;
alter table preference add column refuted_by uuid;
alter table preference add column refuted_by_name text;
-- What is to be asked about again. Not by customer too: the planner would then look for a customer's lines by skipping through the days.
create index preference_confirmed on preference (last_confirmed_on) where refuted_at is null;
-- The few customers of whom something turned out to be wrong, for lists that would bring it back.
create index preference_refuted on preference (customer_id) where refuted_at is not null;

-- The house's own fields of a customer.
create table customer_field (
  field_id uuid primary key,
  key text not null unique collate "C",
  name_vi text not null,
  name_en text not null,
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes-no')),
  choices jsonb not null default '[]',
  applies_to text[] not null default '{person}',
  rank integer not null default 0,
  is_retired boolean not null default false,
  version integer not null default 1
);

-- What a line of the timeline can be in this house: the trade's kinds, and the house's own.
create table touchpoint_kind (
  key text primary key collate "C",
  name_vi text not null,
  name_en text not null,
  icon text not null,
  rank integer not null default 0,
  is_retired boolean not null default false,
  version integer not null default 1
);

-- Contacts with somebody unknown: who walked in, who only asked; and how they had heard of the house.
create table passing (
  passing_id uuid primary key,
  at timestamptz not null,
  kind text not null,
  channel text,
  heard_from text,
  words text,
  -- Filled when the house came to know who it was.
  customer_id uuid,
  -- The answer was kept with the customer by this note; taking the note back takes it off there too.
  told_customer boolean not null default false,
  staff_id uuid,
  is_sample boolean not null default false
);
create index passing_at on passing (at desc) include (heard_from, customer_id);
-- How customers came to hear of the house, counted over a time.
create index customer_heard on customer (created_at) include (heard_from) where heard_from is not null;

-- Arrivals and departures of a day.
create index orders_starting on orders (starts_on, customer_id) where starts_on is not null and state in ('booked', 'open');
create index orders_ending on orders (ends_on, customer_id) where ends_on is not null and state in ('booked', 'open');
