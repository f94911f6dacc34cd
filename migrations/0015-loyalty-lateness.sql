-- Lateness weighs more: a bound of risk beside that of lateness, the longest gap of each; the margin that a run reckoned with; and the table in which
-- a night lays its figures ready.
-- safe while running: yes
alter table loyalty_setting
  -- Silent beyond so many times one's own rhythm, and longer than ever before: about to be lost.
  add column risk_after double precision not null default 1.75 check (risk_after >= 1 and risk_after <= 20);
update loyalty_setting set risk_after = late_after where late_after > risk_after;
alter table loyalty_setting add check (risk_after >= late_after);

alter table customer_loyalty add column longest_gap_days integer;

-- By which share of revenue values are profit, and whence it is known: {from: owner | costs, share, orders, covers}; null: values are revenue.
alter table loyalty_run add column margin jsonb;
update loyalty_run set margin = jsonb_build_object('from', 'owner', 'share', settings -> 'margin')
  where jsonb_typeof(settings -> 'margin') = 'number';

-- Orders of which the cost is known, along the days: what is left of revenue is read from here alone.
create index orders_costed on orders (day, currency) include (total, cost)
  where cost is not null and kind <> 'refund' and state <> 'cancelled';

-- Everybody's next figures, empty between runs. Whoever changes the columns of one of the two tables changes the other alike.
create table customer_loyalty_next (like customer_loyalty including defaults including constraints);

-- Puts the next figures in the place of those in force, in the caller's transaction: indexes are built over rows that lie ready, and nobody waits
-- but for the change of names. False, and nothing done, where somebody holds the table for long, as a backup does.
create function loyalty_take_over() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  alter table customer_loyalty_next add constraint customer_loyalty_next_pkey primary key (customer_id);
  create index customer_loyalty_next_state on customer_loyalty_next (state, p_buy desc, customer_id);
  create index customer_loyalty_next_chance on customer_loyalty_next (p_buy desc, customer_id);
  create index customer_loyalty_next_value on customer_loyalty_next (clv_minor desc nulls last, customer_id);
  analyze customer_loyalty_next;
  perform set_config('lock_timeout', '250ms', true);
  for tries in 1 .. 20 loop
    begin
      lock table customer_loyalty, customer_loyalty_next in access exclusive mode;
      exit;
    exception when lock_not_available then
      if tries = 20 then
        raise;
      end if;
      perform pg_sleep(0.25);
    end;
  end loop;
  perform set_config('lock_timeout', '0', true);
  alter table customer_loyalty drop constraint customer_loyalty_pkey;
  drop index customer_loyalty_state, customer_loyalty_chance, customer_loyalty_value;
  truncate customer_loyalty;
  alter table customer_loyalty rename to customer_loyalty_gone;
  alter table customer_loyalty_next rename to customer_loyalty;
  alter table customer_loyalty_gone rename to customer_loyalty_next;
  alter index customer_loyalty_next_pkey rename to customer_loyalty_pkey;
  alter index customer_loyalty_next_state rename to customer_loyalty_state;
  alter index customer_loyalty_next_chance rename to customer_loyalty_chance;
  alter index customer_loyalty_next_value rename to customer_loyalty_value;
  return true;
exception when lock_not_available then
  perform set_config('lock_timeout', '0', true);
  return false;
end $$;
