// Long work that one has asked for: what it is at, what came of it, and the file it made.
import type { Context } from 'hono'
import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import { PackageInput, packageFor } from '../../jobs/packages.ts'
import { paperGround, PaperInput } from '../../jobs/papers.ts'
import { SimulationInput } from '../../jobs/simulations.ts'
import { paperSeen, readPapers } from '../../reports/case-papers.ts'
import { findJob, jobKinds, listJobs, type JobRow } from '../../store/jobs.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { withClient } from '../../store/with-client.ts'
import { Reply, route, personOf } from '../route.ts'
import { Id } from '../schemas.ts'
import type { Services } from '../services.ts'
import { startPackage, startSimulation } from '../start-job.ts'
import { issuesIn, languageOf } from '../problem.ts'
import { sendFile } from '../uploads/range.ts'

const Job = z
  .strictObject({
    id: z.string(),
    kind: z.enum(jobKinds),
    status: z.enum(['waiting', 'running', 'done', 'failed']),
    done: z.number(),
    total: z.number().nullable(),
    input: z.record(z.string(), z.unknown()),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    expiresAt: z.string(),
    result: z.record(z.string(), z.unknown()).nullable(),
    fault: z
      .strictObject({ message: z.string(), issues: z.array(z.strictObject({ path: z.string(), message: z.string() })) })
      .nullable(),
    file: z.strictObject({ name: z.string(), size: z.number(), type: z.string() }).nullable(),
  })
  .meta({ id: 'Job' })

const Start = z.discriminatedUnion('kind', [
  PackageInput.extend({ kind: z.literal('package') }),
  SimulationInput.extend({ kind: z.literal('simulation') }),
])
const params = z.object({ job: Id })

function shown(raw: Context, { person: _person, inputFile: _inputFile, file, fault, ...job }: JobRow) {
  const lang = languageOf((name) => raw.req.header(name))
  const told = fault && { message: fault.message[lang], issues: issuesIn(lang, fault.issues) }
  return { ...job, fault: told, file: file && { name: file.name, size: file.size, type: file.type } }
}

/** One's own. Throws `notFound`. */
export async function ownJob({ db }: Services, job: string, person: string): Promise<JobRow> {
  const found = await withClient(db, (client) => findJob(client, job, person))
  if (!found) throw notFound()
  return found
}

/** The file a job has made, for whoever asked for it and may still have it. */
async function jobFile(services: Services, job: JobRow, at: string, raw: Context): Promise<Response> {
  if (!job.file) throw notFound()
  if (job.kind === 'package') await packageFor(services, PackageInput.parse(job.input).cycle, job.person, at)
  if (job.kind === 'paper') {
    const { cycle, paper } = PaperInput.parse(job.input)
    const ground = await paperGround(services, cycle, job.person, at)
    await readPapers(services, ground, at, (found) => paperSeen(found, ground, paper))
  }
  const header = (name: string) => raw.req.header(name)
  return sendFile(services.files, job.file, { method: raw.req.method, header, inline: job.kind === 'paper' })
}

export const jobRoutes = [
  route({
    method: 'get',
    path: '/api/jobs',
    tag: 'jobs',
    summary: { vi: 'Việc chạy nền của tôi', en: 'Long work I have asked for' },
    access: { to: 'person' },
    query: z.strictObject(paging),
    response: pageOf(Job),
    async handle({ services, query, ...call }) {
      const filter = { ...query, person: personOf(call).personId }
      const { items, next } = await withClient(services.db, (client) => listJobs(client, filter))
      return { items: items.map((item) => shown(call.raw, item)), next }
    },
  }),
  route({
    method: 'post',
    path: '/api/jobs',
    tag: 'jobs',
    summary: { vi: 'Bắt đầu đóng gói hồ sơ hoặc chạy thử bộ tiêu chuẩn', en: 'Begin a package or a simulation' },
    access: { to: 'person' },
    body: Start,
    response: z.strictObject({ id: z.string() }),
    status: 202,
    async handle({ services, body, at, ...call }) {
      const asking = { services, me: personOf(call), at }
      const id = body.kind === 'package' ? await startPackage(asking, body.cycle) : await startSimulation(asking, body)
      return new Reply({ id }, { location: `/api/jobs/${id}` }, 202)
    },
  }),
  route({
    method: 'get',
    path: '/api/jobs/{job}',
    tag: 'jobs',
    summary: { vi: 'Một việc chạy nền', en: 'A piece of long work' },
    access: { to: 'person' },
    params,
    response: Job,
    handle: async ({ services, params: { job }, ...call }) =>
      shown(call.raw, await ownJob(services, job, personOf(call).personId)),
  }),
  route({
    method: 'get',
    path: '/api/jobs/{job}/file',
    tag: 'jobs',
    summary: { vi: 'Tệp mà việc chạy nền đã làm ra', en: 'The file it has made' },
    access: { to: 'person' },
    params,
    handle: async ({ services, params: { job }, at, raw, ...call }) =>
      jobFile(services, await ownJob(services, job, personOf(call).personId), at, raw),
  }),
]
