-- Why a day has hours of its own, and the standards of one customer by that customer.
-- safe while running: yes

-- {"2027-02-05": {vi, en}}: of special days; closed ones carry their name themselves.
alter table calendar_version add column reasons jsonb not null default '{}';

create index standard_of_customer on standard ((match ->> 'customerId')) where level = 'customer';
create index promise_calendar on promise (calendar_version_id, promise_id) where state = 'open';
create index promise_standard on promise (standard_version_id, promise_id) where state = 'open' and standard_version_id is not null;
