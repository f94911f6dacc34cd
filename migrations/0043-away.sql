-- Until when somebody of the house is away, that day included: what they hold is their team's to see to meanwhile.
-- safe while running: yes

alter table staff add column away_until date;
