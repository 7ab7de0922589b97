// What reviewers observe at the desk and on the visit, with photos: one's own, and the team's once everybody has scored.
import { z } from 'zod'
import { addPhoto } from '../../commands/observations/add-photo.ts'
import { withdrawObservation, writeObservation } from '../../commands/observations/write.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { photoTypes } from '../../store/files/take-photo.ts'
import { reviewStage } from '../../store/views/sheets.ts'
import { findPhoto, listObservations } from '../../store/views/talk.ts'
import { withClient } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { groundOf, personOf, Reply, route } from '../route.ts'
import { Id, params } from '../schemas.ts'
import { sendFile } from '../uploads/range.ts'

export const ObservationBody = z.strictObject({
  kind: z.enum(['observation', 'finding', 'question']),
  method: z.enum(['interview', 'documents', 'watching', 'lesson', 'other']).default('other'),
  criterion: z.string().max(64).nullable().default(null),
  body: z.string().trim().min(1).max(20_000),
  place: z.string().trim().max(300).default(''),
  evidence: z.array(z.string().max(40)).max(100).default([]),
  observedOn: z.iso.date(),
  observedTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  drawnFrom: z.array(z.uuid()).max(100).default([]),
})

const Observation = z.strictObject({
  ...ObservationBody.shape,
  id: z.string(),
  author: z.string(),
  authorName: z.string(),
  body: z.string(),
  observedOn: z.string(),
  photos: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  at: z.string(),
  version: z.int(),
})

const one = z.object({ cycle: Id, id: z.uuid() })
const photo = one.extend({ photo: z.uuid() })
const access = { to: 'seeObservations', of: 'cycle' } as const

export const observationRoutes = [
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/observations',
    tag: 'observations',
    summary: {
      vi: 'Ghi chép đánh giá: của mình, và của cả đoàn khi mọi người đã chấm xong',
      en: 'Observations: one’s own, the team’s once all have scored',
    },
    access,
    params: params.cycle,
    response: z.strictObject({ items: z.array(Observation) }),
    handle: async ({ services, params: { cycle }, ...call }) => ({
      items: await withClient(services.db, async (client) => {
        const { allScored } = await reviewStage(client, cycle)
        return listObservations(client, { cycle, person: groundOf(call).standing.personId, everybody: allScored })
      }),
    }),
  }),
  route({
    method: 'put',
    path: '/api/cycles/{cycle}/observations/{id}',
    tag: 'observations',
    summary: {
      vi: 'Ghi hoặc sửa ghi chép của mình; mã do người ghi đặt để gửi lại không trùng',
      en: 'Write or rewrite an observation of one’s own; its id is the writer’s, so that sending it twice writes it once',
    },
    access,
    params: one,
    body: ObservationBody,
    response: z.strictObject({ version: z.int() }),
    async handle({ services, params: { id }, body, raw, at, ...call }) {
      const input = { observation: { id, ...body }, ground: groundOf(call), at, expectedVersion: versionOf(raw) }
      const written = await writeObservation(services.db, input)
      return new Reply(written, { etag: `"${written.version}"` })
    },
  }),
  route({
    method: 'delete',
    path: '/api/cycles/{cycle}/observations/{id}',
    tag: 'observations',
    summary: { vi: 'Rút ghi chép của mình', en: 'Withdraw an observation of one’s own' },
    access,
    params: one,
    handle: ({ services, params: { id }, at, ...call }) =>
      withdrawObservation(services.db, { id, ground: groundOf(call), at }),
  }),
  route({
    method: 'put',
    path: '/api/cycles/{cycle}/observations/{id}/photos/{photo}',
    tag: 'observations',
    summary: {
      vi: 'Thêm ảnh vào ghi chép của mình; vị trí chụp được gỡ bỏ, gửi lại không trùng',
      en: 'Add a photo to an observation of one’s own; where it was made is removed, sending it twice adds it once',
    },
    access,
    params: photo,
    query: z.strictObject({ name: z.string().trim().min(1).max(200).default('anh.jpg') }),
    file: photoTypes,
    async handle({ services, params: { cycle, id, photo: photoId }, query: { name }, raw, at, ...call }) {
      const type = (raw.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      if (!(photoTypes as readonly string[]).includes(type))
        throw new AppError(
          'invalid',
          say(
            `Nội dung gửi lên phải có content-type ${photoTypes.join(' hoặc ')}.`,
            `The body must have the content-type ${photoTypes.join(' or ')}.`,
          ),
        )
      const bytes = new Uint8Array(await raw.req.arrayBuffer())
      const person = personOf(call).personId
      const input = { observation: id, id: photoId, name, bytes, cycle, person, at }
      await addPhoto(services.db, services.intake, input)
    },
  }),
  route({
    method: 'get',
    path: '/api/cycles/{cycle}/observations/{id}/photos/{photo}',
    tag: 'observations',
    summary: { vi: 'Một ảnh của ghi chép', en: 'A photo of an observation' },
    access,
    params: photo,
    async handle({ services, params: { cycle, id, photo: photoId }, raw, ...call }) {
      const person = groundOf(call).standing.personId
      const file = await withClient(services.db, async (client) => {
        const { allScored } = await reviewStage(client, cycle)
        return findPhoto(client, { cycle, person, everybody: allScored, observation: id, photo: photoId })
      })
      if (!file) throw notFound()
      const header = (name: string) => raw.req.header(name)
      return sendFile(services.files, file, { method: raw.req.raw.method, header, inline: true })
    },
  }),
]
