// Writes a large self-assessment report in each format in a process of its own and prints what it took.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderReport, reportTree } from '../src/reports/index.ts'
import { writeDocx, writePdf } from '../src/reports/render/writer.ts'
import { orderOf } from './child-process.ts'
import { largeInput } from './large-report.ts'
import { median } from './table.ts'

const { dir, rounds } = orderOf<{ dir: string; rounds: number }>()
const report = 'self-assessment-report-2018'

async function round(index: number) {
  const input = largeInput(index)
  const seconds: Record<string, number> = {}
  const cpu: Record<string, number> = {}
  const timed = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const [started, used] = [performance.now(), process.cpuUsage()]
    const done = await work()
    seconds[what] = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(used)
    cpu[what] = (user + system) / 1e6
    return done
  }
  const html = await timed('html', () => renderReport(report, input))
  // Filling the template and reading it as a tree is part of each file.
  const pdf = await timed('pdf', () => writePdf(reportTree(report, input)))
  const docx = await timed('docx', () => writeDocx(reportTree(report, input), pdf.pages))
  return { seconds, cpu, html, pdf, docx }
}

const { seconds: cold, ...files } = await round(0)
writeFileSync(join(dir, 'report.html'), files.html)
writeFileSync(join(dir, 'report.docx'), files.docx)
const warm: Awaited<ReturnType<typeof round>>[] = []
// Each round is another school: nothing of the text is known from the round before.
for (let index = 1; index <= rounds; index++) warm.push(await round(index))
const medians = (of: 'seconds' | 'cpu') =>
  Object.fromEntries(Object.keys(cold).map((what) => [what, median(warm.map((one) => one[of][what] ?? 0))]))
const sizes = { html: files.html.length, pdf: files.pdf.bytes.length, docx: files.docx.length }
const peak = process.resourceUsage().maxRSS * 1024
process.stdout.write(
  `${JSON.stringify({ cold, warm: medians('seconds'), cpu: medians('cpu'), pages: files.pdf.pageCount, sizes, peak })}\n`,
)
