// Writing a report of eighty pages: HTML, DOCX and PDF, cold and warm, beside LibreOffice and Chromium on the same files.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child-process.ts'
import { megabytes, type Line } from './table.ts'

interface Measured {
  cold: Record<'html' | 'pdf' | 'docx', number>
  warm: Record<'html' | 'pdf' | 'docx', number>
  /** Seconds of all processors together, which a busy machine does not change much. */
  cpu: Record<'html' | 'pdf' | 'docx', number>
  pages: number
  sizes: Record<'html' | 'pdf' | 'docx', number>
  peak: number
}

export async function benchDocuments(rounds: number): Promise<Line[]> {
  const dir = mkdtempSync(join(tmpdir(), 'kiemdinh-documents-'))
  try {
    let said = ''
    await startChild('documents-child', { dir, rounds }, (line) => (said = line)).ended
    const measured = JSON.parse(said) as Measured
    const lines = linesOf(measured)
    const office = ['--headless', `-env:UserInstallation=file://${dir}/profile`, '--convert-to', 'pdf', '--outdir', dir]
    lines.push(await beside('LibreOffice, DOCX to PDF', ['soffice'], [...office, join(dir, 'report.docx')]))
    const print = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    const page = [`--user-data-dir=${dir}/chromium`, `--print-to-pdf=${dir}/printed.pdf`, `file://${dir}/report.html`]
    lines.push(await beside('Chromium, HTML to PDF', ['chromium', 'google-chrome'], [...print, ...page]))
    return lines
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

function linesOf({ cold, warm, cpu, pages, sizes, peak }: Measured): Line[] {
  const seconds = (amount: number) => `${amount.toFixed(2)} s`
  const line = (format: 'html' | 'pdf' | 'docx', what: string): Line => ({
    what: `h  ${what}, ${pages} pages`,
    result: `cold ${seconds(cold[format])}, warm ${seconds(warm[format])} (CPU ${seconds(cpu[format])}), ${Math.round(sizes[format] / 1000)} kB`,
  })
  const both = warm.pdf + warm.docx
  return [
    line('html', 'HTML'),
    { ...line('pdf', 'PDF'), goal: '<= 1 s warm', met: warm.pdf <= 1 },
    { ...line('docx', 'DOCX given the layout'), goal: '<= 1 s warm', met: warm.docx <= 1 },
    { what: 'h  DOCX with its layout', result: `warm ${seconds(both)}`, goal: '<= 2 s warm', met: both <= 2 },
    { what: 'h  peak memory of all three', result: megabytes(peak) },
  ]
}

/** Another program doing the same in the same run, if it is installed: seconds, and the memory of all its processes. */
async function beside(what: string, names: readonly string[], args: readonly string[]): Promise<Line> {
  const name = names.find(isInstalled)
  if (!name) return { what: `h  ${what}`, result: 'not installed' }
  const started = performance.now()
  const child = spawn(name, args, { stdio: 'ignore', detached: true })
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, residentOf(child.pid ?? 0))), 20)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  const seconds = (performance.now() - started) / 1000
  return { what: `h  ${what}`, result: `${seconds.toFixed(2)} s, ${megabytes(peak)}${code === 0 ? '' : ', failed'}` }
}

function isInstalled(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Resident memory of a process group, where the machine tells (Linux). */
function residentOf(group: number): number {
  let pages = 0
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      if (Number(stat[2]) === group) pages += Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1])
    } catch {
      // It ended while it was being looked at.
    }
  }
  return pages * 4096
}
