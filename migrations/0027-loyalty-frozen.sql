-- A night's figures are laid ready on fresh pages, frozen: counts and lists read the index alone from the moment they are in force.
-- safe while running: yes

-- Empties the table in which figures are laid ready, in the transaction that then copies into it; the app's role may not truncate by itself.
create function loyalty_begin_laying() returns void language sql security definer set search_path = public, pg_temp as $$
  truncate customer_loyalty_next
$$;
