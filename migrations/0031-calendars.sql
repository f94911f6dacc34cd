-- When the house is open, and what it promises by itself: calendars and service standards, both kept as versions.
-- safe while running: yes

create table calendar (
  calendar_id uuid primary key,
  name text not null,
  -- The one that counts where nothing else is said.
  is_house boolean not null default false,
  is_retired boolean not null default false,
  is_sample boolean not null default false,
  version integer not null default 1
);
create unique index calendar_of_house on calendar (is_house) where is_house;

-- As it stood from a moment on: never changed, only followed by the next. A due names the version it was counted by.
create table calendar_version (
  calendar_version_id uuid primary key,
  calendar_id uuid not null references calendar on delete cascade,
  effective_from timestamptz not null,
  zone text not null,
  -- {"mon": [["08:00", "12:00"], …], …}; an end at or before its start runs past midnight.
  weekly jsonb not null,
  -- [{"date", "name"?: {vi, en}}]
  closed jsonb not null default '[]',
  -- {"2027-02-05": [["08:00", "11:30"]]}
  special jsonb not null default '{}',
  is_always boolean not null default false,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text
);
create index calendar_version_of on calendar_version (calendar_id, effective_from desc);

-- Service standards: what is promised without anybody saying it. The nearest one counts, target by target.
create table standard (
  standard_id uuid primary key,
  name text not null,
  level text not null check (level in ('house', 'tier', 'customer')),
  -- For `tier`: {"tag"} or {"state"} (of loyalty); for `customer`: {"customerId"}. Further fields narrow it: {"kind", "category"}.
  match jsonb not null default '{}',
  rank integer not null default 0,
  is_retired boolean not null default false,
  is_sample boolean not null default false,
  version integer not null default 1
);

create table standard_version (
  standard_version_id uuid primary key,
  standard_id uuid not null references standard on delete cascade,
  effective_from timestamptz not null,
  effective_to timestamptz,
  calendar_id uuid not null references calendar,
  -- {"answer": {"seconds": 7200}, "delivery": {"days": 3, "cutoff": "15:00"}, "callback": null}: null says that nothing is promised.
  targets jsonb not null,
  -- [{"level": 1, "fraction": 0.5, "to": "holder"}, {"level": 2, "fraction": 1, "to": "lead"}, {"level": 3, "afterSeconds": 7200, "clock": "business", "to": "manager"}]
  levels jsonb not null default '[]',
  at_risk_fraction real not null default 0.75 check (at_risk_fraction > 0 and at_risk_fraction <= 1),
  -- Whether the customer is told by itself as soon as a true reason is recorded.
  tells_by_itself boolean not null default false,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text
);
create index standard_version_of on standard_version (standard_id, effective_from desc);
