import { totalmem } from 'node:os'

const MB = 1024 * 1024

/**
 * PostgreSQL settings for this machine's memory (measured values in docs/decisions/0003-postgresql.md).
 * Durability is never bargained with: fsync, full_page_writes and synchronous_commit stay on, except for throw-away clusters.
 */
export function settingsFor(memoryBytes = totalmem(), isThrowAway = false): Record<string, string> {
  const memory = Math.floor(memoryBytes / MB)
  const isLarge = memory >= 12_000
  const shared = isThrowAway ? 256 : Math.max(128, Math.min(4096, Math.floor(memory / (isLarge ? 6 : 8))))
  return {
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory * 0.55))}MB`,
    work_mem: isLarge ? '64MB' : '16MB',
    maintenance_work_mem: isLarge ? '1GB' : '256MB',
    max_wal_size: isLarge ? '8GB' : '2GB',
    checkpoint_completion_target: '0.9',
    max_connections: isLarge ? '80' : '40',
    max_parallel_workers_per_gather: '1',
    jit: 'off',
    random_page_cost: '1.1',
    wal_compression: 'pglz',
    autovacuum_vacuum_insert_scale_factor: '0.02',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(isThrowAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
}
