// The command line in a process of its own, as built, with a data folder that is thrown away.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/store/library.ts'
import { afterFile } from '../support/after-file.ts'

// Does nothing when the build is fresh; compiled, each call starts three times as fast as from the sources.
const ready = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'ready.mjs')], { encoding: 'utf8' })
if (ready.status !== 0) throw new Error(`The program cannot be built: ${ready.stdout}${ready.stderr}`)

let folder: string | undefined

/** The data folder of the present test file. */
function dataFolder(): string {
  if (folder !== undefined) return folder
  const made = mkdtempSync(join(tmpdir(), 'kiemdinh-cli-'))
  folder = made
  afterFile(() => {
    folder = undefined
    rmSync(made, { recursive: true, force: true })
  })
  return made
}

export interface Ended {
  code: number
  out: string
  err: string
}

export function kiemdinh(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const all = [join(projectRoot, 'dist', 'src', 'cli.js'), ...args]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      all,
      { cwd: projectRoot, env: { ...process.env, DATA_DIR: dataFolder(), ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    )
  })
}
