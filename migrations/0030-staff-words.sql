-- The word by which customers hear a member of staff named.
-- safe while running: yes

-- anh, chị, cô …; null while nobody said.
alter table staff add column spoken_as text;
