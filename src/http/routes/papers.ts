// Submissions with every version, and the register of awards for those who work with it.
import { z } from 'zod'
import { Submission } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { seesSubmission } from '../../domain/policy.ts'
import { codesSeenBy, viewerOf } from '../../store/views/evidence.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { findSubmission, listAwards, listSubmissions } from '../../store/views/papers.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, personOf, route } from '../route.ts'
import { Id, Instant, params, Search, Word } from '../schemas.ts'

const kind = z.enum(['dossier', 'externalReport', 'decision'])
const SubmissionRow = z.strictObject({ kind, version: z.int(), at: z.string(), hash: z.string() })

export const Award = z.strictObject({
  number: z.string(),
  award: z.string(),
  school: z.string(),
  schoolName: z.string(),
  cycle: z.string().nullable(),
  grade: z.int(),
  decision: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string(),
  status: z.string(),
  department: z.string(),
})

const maySee = ({ standing, place }: Ground, of: Submission['kind']) =>
  seesSubmission(rolesFor('seeCase', standing, place), of)

export const paperRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/submissions',
    tag: 'submissions',
    summary: { vi: 'Các bản chốt và phiên bản', en: 'The submissions and their versions' },
    access: { to: 'seeCase', of: 'cycle' },
    params: params.cycle,
    response: z.strictObject({ items: z.array(SubmissionRow) }),
    async handle({ services, params: { cycle }, ...call }) {
      const all = await withClient(services.db, (client) => listSubmissions(client, cycle))
      return { items: all.filter((one) => maySee(groundOf(call), one.kind)) }
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/submissions/{kind}/{version}',
    tag: 'submissions',
    summary: { vi: 'Một bản chốt, đúng như khi nộp', en: 'A submission, as it was frozen' },
    access: { to: 'seeCase', of: 'cycle' },
    params: z.object({ cycle: Id, kind, version: z.coerce.number().int().min(1).max(10_000) }),
    response: Submission,
    async handle({ services, params: { cycle, kind: of, version }, at, ...call }) {
      const ground = groundOf(call)
      if (!maySee(ground, of)) throw notFound()
      return withClient(services.db, async (client) => {
        const found = await findSubmission(client, cycle, of, version)
        if (!found) throw notFound()
        const viewer = viewerOf(ground.standing.personId, rolesFor('seeCase', ground.standing, ground.place), at)
        const seen = await codesSeenBy(client, cycle, viewer)
        // What is restricted is left out for whom it was not granted to, its title too.
        const evidence = found.evidence.filter(
          (one) => viewer.shown.includes(one.confidentiality) || seen.has(one.code),
        )
        return { ...found, evidence }
      })
    },
  }),
  route({
    method: 'get',
    path: '/api/awards',
    tag: 'awards',
    summary: { vi: 'Sổ cấp chứng nhận và bằng', en: 'The register of certificates' },
    access: { to: 'seeSchool', of: 'reach' },
    query: z.strictObject({
      ...paging,
      search: Search.optional(),
      school: Id.optional(),
      award: Word.optional(),
      status: Word.optional(),
      validAt: Instant.optional(),
      kind: Word.optional(),
      endsBefore: Instant.optional(),
    }),
    response: pageOf(Award),
    handle: ({ services, query, ...call }) =>
      withClient(services.db, (client) => listAwards(client, { ...query, offices: personOf(call).offices })),
  }),
]
