-- A story of a customer a week, playbooks and who read them for themself, thanks that say what for, and the days of a year counted along indexes.
-- safe while running: yes

create table story (
  customer_id uuid not null,
  story_id uuid not null,
  -- The Monday of its week.
  week date not null,
  -- False of one that was exchanged for another.
  is_shown boolean not null default true,
  -- What is told, as data with its source: see rooms/care/stories/story.ts.
  facts jsonb not null,
  -- {vi, en}: where somebody wrote it anew.
  own_words jsonb,
  edited_by_name text,
  made_at timestamptz not null,
  first_customer_id uuid not null,
  version integer not null default 1,
  primary key (customer_id, story_id)
);
create unique index story_of_week on story (week) where is_shown;

-- Weeks without a story.
create table story_skip (
  week date primary key,
  staff_name text,
  at timestamptz not null
);

-- Who wants no story told of them.
create table story_wish (
  customer_id uuid primary key,
  staff_name text,
  at timestamptz not null,
  first_customer_id uuid not null
);

-- What a house made of a built-in playbook, and those of its own.
create table playbook (
  playbook_key text primary key collate "C",
  -- {title, when, steps, say, notSay} in both languages, and the situations it belongs to.
  content jsonb not null,
  is_kept boolean not null default true,
  version integer not null default 1,
  is_sample boolean not null default false
);

create table playbook_version (
  playbook_key text not null collate "C",
  version integer not null,
  content jsonb not null,
  is_kept boolean not null,
  at timestamptz not null,
  staff_name text,
  is_sample boolean not null default false,
  primary key (playbook_key, version)
);

-- What somebody read and tried for themself. Every statement about it names the one person.
create table playbook_practice (
  staff_id uuid not null references staff on delete cascade,
  playbook_key text not null collate "C",
  read_on date,
  practised_on date,
  primary key (staff_id, playbook_key)
);

-- What thanks were for: an act of care, a promise, a customer's own words.
alter table praise
  add column about_kind text check (about_kind in ('act', 'promise', 'thanks')),
  add column about_words text;

-- The days of a year are counted along these, solar and lunar; a day in memory of somebody is never greeted.
create index occasion_kept on occasion (calendar, month, day, is_leap)
  where kind <> 'memorial' and month is not null and day is not null;
-- The day of the first purchase of those who came back since.
create index customer_stats_begun on customer_stats ((extract(month from first_day)::smallint), (extract(day from first_day)::smallint))
  where days >= 3;
