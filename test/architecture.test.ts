import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

const home = join(import.meta.dirname, '..')

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)))
}

type Cruise = { modules: { source: string }[]; summary: { violations: { rule: { name: string }; from: string }[] } }

function cruise(): Cruise {
  const program = join(home, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const node = join(home, 'node_modules', '.bin', 'node')
  try {
    return JSON.parse(
      execFileSync(node, [program, '--config', '.dependency-cruiser.mjs', '-T', 'json', 'src'], {
        cwd: home,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }),
    )
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout)
  }
}

const planted = join(home, 'src', 'values', 'planted')
afterEach(() => rmSync(planted, { recursive: true, force: true }))

describe('the arrows', () => {
  test('are checked in every file, and none is broken', () => {
    const { modules, summary } = cruise()
    const seen = new Set(modules.map(({ source }) => source))
    const files = filesBelow('src', /\.tsx?$/).filter((file) => !file.endsWith('.d.ts'))
    expect(files.filter((file) => !seen.has(file))).toEqual([])
    expect(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([])
  })

  test('catch a value that reaches for the database', () => {
    mkdirSync(planted, { recursive: true })
    writeFileSync(join(planted, 'wrong.ts'), "import { newId } from '../../platform/ids.ts'\nexport const wrong = newId\n")
    expect(cruise().summary.violations.map(({ rule }) => rule.name)).toContain('values-stand-alone')
  })
})

const isExempt = (file: string): boolean => /\.data\.tsx?$|\.test\.tsx?$/.test(file)

describe('the screens', () => {
  test('ask no shape of a declaration for anything: what the browser gets of them is none', () => {
    const files = filesBelow('src/web', /\.tsx?$/).filter((file) => !isExempt(file))
    const asks = /^import (?!type )[^\n]* from 'zod'|\.safeParse\(|(?<!JSON|Date)\.parse\(/m
    expect(files.filter((file) => asks.test(readFileSync(join(home, file), 'utf8')))).toEqual([])
  })
})

describe('files', () => {
  const sources = ['src', 'bench'].flatMap((folder) => filesBelow(folder, /\.tsx?$/)).filter((file) => !isExempt(file))

  test('are one idea each: 400 lines at most', () => {
    const long = sources
      .map((file) => [file, readFileSync(join(home, file), 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 400)
    expect(long).toEqual([])
  })

  test('are named after what they hold', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|shared|lib|types|misc|index)(\.tsx?|\/)/
    expect(sources.filter((file) => drawers.test(file))).toEqual([])
  })

  test('pass nothing on wholesale', () => {
    expect(sources.filter((file) => /^export \*/m.test(readFileSync(join(home, file), 'utf8')))).toEqual([])
  })

  test('of values/ ask no clock, no chance and no process', () => {
    const impure = filesBelow('src/values', /\.ts$/).filter(
      (file) => !isExempt(file) && /Date\.now\(|new Date\(\)|Math\.random\(|\bprocess\./.test(readFileSync(join(home, file), 'utf8')),
    )
    expect(impure).toEqual([])
  })

  test('name no address of a package registry', () => {
    expect(readFileSync(join(home, 'package-lock.json'), 'utf8')).not.toContain('"resolved"')
  })
})
