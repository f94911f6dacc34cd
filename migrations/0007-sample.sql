-- The sample house: whether it is there, how far it has come, and the day on which its open items stand.
-- safe while running: yes
create table sample (
  only_one boolean primary key default true check (only_one),
  state text not null default 'none' check (state in ('none', 'loading', 'ready')),
  counts jsonb not null default '{}',
  done integer not null default 0,
  total integer not null default 0,
  -- The moment that everything in the sample is told from.
  began_at timestamptz,
  stands_on date,
  -- What clearing takes back beside the rows: words that only the sample taught the vocabulary, and the name of the house.
  words text[] not null default '{}',
  has_named_house boolean not null default false
);
insert into sample default values;
