-- What comes along with mails, kept for itself: handed out in pieces, without opening the whole mail again.
-- safe while running: yes

create table attachment_piece (
  thread_id uuid not null,
  entry_id uuid not null,
  -- Where it stands in the list of its word.
  place smallint not null,
  piece smallint not null,
  bytes bytea not null,
  primary key (thread_id, entry_id, place, piece),
  -- What came along goes with the words it came with.
  foreign key (thread_id, entry_id) references thread_entry on update cascade on delete cascade
);
-- Pictures and documents are squeezed already.
alter table attachment_piece alter column bytes set storage external;

-- Words with files whose whole mail is still kept beside them.
create index thread_entry_files on thread_entry (at) where attachments <> '[]' and raw_id is not null;

-- Letters to one that nothing carries: they wait for somebody's hand.
create index sending_by_hand on sending (made_at) where state = 'planned' and kind in ('personal', 'service', 'journey', 'card');
