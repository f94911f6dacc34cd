-- Imports: what was read, how it was understood, how far it came, and what must be put back to undo it.
-- safe while running: yes
create table import (
  import_id uuid primary key,
  subject text not null check (subject in ('customers', 'orders')),
  source text not null,
  file_name text not null,
  state text not null check (state in ('draft', 'previewing', 'previewed', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- The field of each column, in the order of the file.
  mapping jsonb not null default '[]',
  settings jsonb not null default '{}',
  -- Columns with examples, questions, format: what the first look at the file gave.
  understood jsonb not null default '{}',
  report jsonb,
  undone jsonb,
  -- Why the file was refused or the import failed: a stable code.
  refusal text,
  phase text,
  rows_done bigint not null default 0,
  rows_all bigint,
  wants_cancel boolean not null default false,
  -- When the work last said how far it is; silence means that its process is gone.
  heard_at timestamptz,
  created_by uuid,
  created_by_name text,
  created_at timestamptz not null,
  finished_at timestamptz,
  version integer not null default 1
);
create index import_created on import (created_at desc);

-- The former state of what an import changed and what it wrote instead, one row per changed record: {was, became}.
create table import_before (
  import_id uuid not null,
  customer_id uuid not null,
  record text not null,
  record_id uuid not null,
  before jsonb not null,
  primary key (import_id, customer_id, record, record_id)
);
