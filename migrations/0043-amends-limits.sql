-- How much may be given for the trouble belongs to a currency; what nobody set follows from the house's own, and is no row.
-- safe while running: yes

-- The rows that came with the table were đồng, whatever the house reckons in.
delete from amends_limit;
alter table amends_limit add column currency text not null;
