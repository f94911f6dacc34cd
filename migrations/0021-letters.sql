-- Letters of the sample go with all their versions and pictures; the list of letters reads along an index.
-- safe while running: yes

alter table letter_version add column is_sample boolean not null default false;
alter table letter_picture add column is_sample boolean not null default false;
create index letter_of_kind on letter (kind, updated_at desc);
create index letter_picture_of on letter_picture (letter_id);
