-- The inbox: its lists by whose they are, and finding words in it.
-- safe while running: yes

-- Names, subject and last words as they are searched: small letters without marks.
alter table thread add column found_by text not null default '';
create index thread_found on thread using gin (found_by gin_trgm_ops);
create index thread_mine on thread (assigned_to, waiting_since nulls last, last_at desc, thread_id) where state = 'open' and assigned_to is not null;
create index thread_owner_open on thread (waiting_since nulls last, last_at desc, thread_id) where state = 'open' and is_to_owner;
