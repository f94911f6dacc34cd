import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from './config.ts'

export const version: string = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version
