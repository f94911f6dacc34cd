import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'

const PARTS = ['/usr/sbin/postfix', '/usr/sbin/smtp-sink', '/usr/lib/postfix/sbin/master', '/usr/sbin/dovecot', '/usr/lib/dovecot/imap']

/** Whether Debian's Postfix, its sinks and Dovecot lie here. */
export const hasMailServers = (): boolean => PARTS.every((file) => existsSync(file))

const POLICY = '/usr/sbin/policy-rc.d'

/** The tests of mail need Debian's Postfix with its sinks, and Dovecot: as root they are installed, without being configured or started. */
export function ensureMailServers(): boolean {
  if (hasMailServers()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing postfix and dovecot for the tests of mail…\n')
    // 101: nothing that is installed starts by itself.
    if (!existsSync(POLICY)) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    spawnSync('debconf-set-selections', { input: 'postfix postfix/main_mailer_type select No configuration\n' })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'postfix', 'dovecot-imapd')
  }
  return hasMailServers()
}
