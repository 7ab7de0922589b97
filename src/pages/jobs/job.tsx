// One piece of long work: how far it is, and then what came of it. The page may be left and come back to.
import { z } from 'zod'
import { ImportInput } from '../../jobs/imports.ts'
import { PackageInput } from '../../jobs/packages.ts'
import { paperFormats, PaperInput } from '../../jobs/papers.ts'
import { SimulationInput } from '../../jobs/simulations.ts'
import { ownJob } from '../../http/routes/jobs.ts'
import { askPaper } from '../../http/ask-paper.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { Id } from '../../http/schemas.ts'
import { applyImport, startPackage } from '../../http/start-job.ts'
import { listJobs, type JobRow } from '../../store/jobs.ts'
import { caseNames } from '../../store/views/cases.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, fragment, goTo, page } from '../page.ts'
import { More, Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { FaultTable, ImportResult } from './import-result.tsx'
import { SimulationResult } from './simulation-result.tsx'

export const jobUrl = (id: string) => `/jobs/${encodeURIComponent(id)}`
const params = z.object({ job: Id })

const nouns = {
  schools: ['Nhập xã, trường và số liệu năm', 'Import of schools and yearly figures'],
  certificates: ['Nhập chứng nhận đã cấp trước đây', 'Import of earlier certificates'],
  cases: ['Nhập hồ sơ đang chạy', 'Import of running cases'],
} as const

/** The case that a paper or a package is of. */
function cycleOf({ kind, input }: JobRow): string | undefined {
  if (kind === 'package') return PackageInput.parse(input).cycle
  return kind === 'paper' ? PaperInput.parse(input).cycle : undefined
}

/** Cycle -> its school and period. */
const casesOf = (client: Client, jobs: readonly JobRow[]) =>
  caseNames(
    client,
    jobs.flatMap((job) => cycleOf(job) ?? []),
  )

/** What a job is, in words; a case by its name in `cases`. */
function jobTitle({ t, say }: View, job: JobRow, cases: ReadonlyMap<string, string>): string {
  const { kind, input } = job
  const cycle = cycleOf(job) ?? ''
  const named = cases.get(cycle) ?? cycle
  if (kind === 'package') return t(`Gói hồ sơ: ${named}`, `Package: ${named}`)
  if (kind === 'paper') {
    const { title, format } = PaperInput.parse(input)
    return `${say(title)} (${format === 'pdf' ? 'PDF' : 'Word'}): ${named}`
  }
  if (kind === 'simulation') {
    const { from, to } = SimulationInput.parse(input)
    return t(`Chạy thử ${to} trên các chu kỳ theo ${from}`, `Simulation of ${to} on cycles under ${from}`)
  }
  const { noun, dryRun, name } = ImportInput.parse(input)
  const [vi, en] = nouns[noun]
  return `${t(vi, en)}${dryRun ? t(' (chạy thử)', ' (dry run)') : ''}: ${name}`
}

const words = {
  waiting: ['đang chờ', 'waiting'],
  running: ['đang chạy', 'running'],
  done: ['đã xong', 'done'],
  failed: ['có lỗi', 'has faults'],
} as const
const tones = { waiting: 'none', running: 'warn', done: 'good', failed: 'bad' } as const

function Status({ view, status }: { view: View; status: JobRow['status'] }) {
  const [vi, en] = words[status]
  return <span class={`chip ${tones[status]}`}>{view.t(vi, en)}</span>
}

function Running({ view, job }: { view: View; job: JobRow }) {
  const { t } = view
  const share = job.total ? Math.round((100 * job.done) / job.total) : null
  return (
    <div class="card">
      <p>
        <label for="progress">{t('Đã làm được', 'Done so far')}</label> {share !== null && `${share}%`}
      </p>
      <progress id="progress" max={100} value={share ?? undefined}></progress>
      <p class="hint">
        {t(
          'Có thể rời trang này: việc vẫn chạy, kết quả giữ 7 ngày ở “Việc chạy nền”.',
          'You may leave: the work goes on, and its result is kept for 7 days under “Background work”.',
        )}
      </p>
      <p>
        <a class="button quiet small" href={jobUrl(job.id)}>
          {t('Xem lại', 'Look again')}
        </a>
      </p>
    </div>
  )
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** The part of the page that changes while the work goes on. */
function JobPart({ view, job }: { view: View; job: JobRow }) {
  const { t } = view
  const open = job.status === 'waiting' || job.status === 'running'
  return (
    <div id="job" data-job={open ? jobUrl(job.id) : undefined} aria-live="polite">
      <p>
        <Status view={view} status={job.status} /> {view.moment(job.createdAt)}
      </p>
      {open && <Running view={view} job={job} />}
      {job.fault && <FaultTable view={view} kind={job.kind} fault={job.fault} />}
      {job.file && (
        <p>
          <a class="button" href={`/api${jobUrl(job.id)}/file`}>
            {job.kind === 'paper' ? t('Mở văn bản', 'Open the paper') : t('Tải về', 'Download')} (
            {megabytes(job.file.size)})
          </a>
        </p>
      )}
      {job.status === 'done' && job.kind === 'import' && <ImportResult view={view} job={job} />}
      {job.status === 'done' && job.kind === 'simulation' && <SimulationResult view={view} job={job} />}
    </div>
  )
}

export const jobPages = [
  page({
    method: 'get',
    path: '/jobs',
    access: { to: 'person' },
    query: z.object({ cursor: z.string().max(500).optional() }),
    async handle({ view, services, query: { cursor }, ...call }) {
      const filter = { person: personOf(call).personId, cursor, limit: 50 }
      const [{ items, next }, cases] = await withClient(services.db, async (client) => {
        const list = await listJobs(client, filter)
        return [list, await casesOf(client, list.items)] as const
      })
      const { t } = view
      return (
        <Frame view={view} title={t('Việc chạy nền', 'Background work')} place="jobs">
          <h1>{t('Việc chạy nền', 'Background work')}</h1>
          <h2 class="unseen">{t('Danh sách', 'The list')}</h2>
          {items.length === 0 ? (
            <Nothing title={t('Chưa có việc nào chạy nền.', 'No background work yet.')}>
              {t(
                'Nhập dữ liệu, đóng gói hồ sơ, chạy thử bộ tiêu chuẩn và văn bản PDF, Word hiện ở đây khi bắt đầu.',
                'Imports, packages, simulations and papers show here once begun.',
              )}
            </Nothing>
          ) : (
            <ul class="list">
              {items.map((job) => (
                <li class="wide">
                  <div>
                    <h3>
                      <a href={jobUrl(job.id)}>{jobTitle(view, job, cases)}</a>
                    </h3>
                    <p>{view.moment(job.createdAt)}</p>
                  </div>
                  <Status view={view} status={job.status} />
                </li>
              ))}
            </ul>
          )}
          <More view={view} href={next && `/jobs?cursor=${encodeURIComponent(next)}`} />
        </Frame>
      )
    },
  }),
  page({
    method: 'get',
    path: '/jobs/{job}',
    access: { to: 'person' },
    params,
    query: z.object({ part: z.string().max(10).optional() }),
    async handle({ view, services, params: { job: id }, query: { part }, ...call }) {
      const job = await ownJob(services, id, personOf(call).personId)
      if (part !== undefined) return fragment(<JobPart view={view} job={job} />)
      const cases = await withClient(services.db, (client) => casesOf(client, [job]))
      const title = jobTitle(view, job, cases)
      const cycle = cycleOf(job)
      return (
        <Frame view={view} title={title} place="jobs" scripts={['job.js']}>
          <p class="crumbs">
            <a href="/jobs">{view.t('Việc chạy nền', 'Background work')}</a>
            {cycle && cases.has(cycle) && (
              <>
                {' '}
                / <a href={`${caseUrl(cycle)}/papers`}>{view.t('Văn bản của hồ sơ', 'Papers of the case')}</a>
              </>
            )}
          </p>
          <h1>{title}</h1>
          <JobPart view={view} job={job} />
        </Frame>
      )
    },
  }),
  page({
    method: 'post',
    path: '/jobs/{job}/apply',
    access: { to: 'person' },
    params,
    async handle({ services, params: { job }, at, ...call }) {
      const me = personOf(call)
      return goTo(jobUrl(await applyImport({ services, me, at }, await ownJob(services, job, me.personId))))
    },
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/package',
    access: { to: 'takePackage', of: 'cycle' },
    params: z.object({ cycle: Id }),
    handle: async ({ services, params: { cycle }, at, ...call }) =>
      goTo(jobUrl(await startPackage({ services, me: personOf(call), at }, cycle))),
  }),
  page({
    method: 'post',
    path: '/cases/{cycle}/papers/{paper}',
    access: { to: 'seeCase', of: 'cycle' },
    params: z.object({ cycle: Id, paper: z.string().max(100) }),
    async handle({ services, params: named, fields, at, ...call }) {
      const format = paperFormats.find((one) => one === fields.text('format')) ?? 'pdf'
      const { id, file } = await askPaper(services, groundOf(call), { ...named, format }, at)
      return goTo(file ? `/api${jobUrl(id)}/file` : jobUrl(id))
    },
  }),
]
