// What changes while a page is open: server-sent events for one case, and the sign that somebody is on a sheet.
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { AppError, notFound } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { sideOf } from '../../domain/policy.ts'
import { presentOn, putPresence } from '../../store/live.ts'
import { findSheet } from '../../store/views/sheets.ts'
import { groundOfCycle } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { groundOf, route, sessionOf } from '../route.ts'
import { Id, params } from '../schemas.ts'

export const liveRoutes = [
  route({
    method: 'get',
    path: '/api/live',
    tag: 'live',
    summary: {
      vi: 'Dòng sự kiện của một hồ sơ (SSE): phiên bản các quy trình, thay đổi, ai đang ở phiếu nào',
      en: 'Server-sent events of a case: versions, changes, who is on which sheet',
    },
    access: { to: 'person' },
    query: z.strictObject({ cycle: Id }),
    async handle({ services, query: { cycle }, at, raw, ...call }) {
      const { personId: person, sessionHash } = sessionOf(call)
      const ground = await withClient(services.db, (client) => groundOfCycle(client, cycle, person, at))
      if (!ground || rolesFor('seeCase', ground.standing, ground.place).length === 0) throw notFound()
      // Proxies hand on what they get, when they get it.
      raw.header('x-accel-buffering', 'no')
      if (raw.req.raw.method === 'HEAD') return new Response(null)
      services.live.requireRoom(person)
      return streamSSE(
        raw,
        (stream) =>
          new Promise((resolve) => {
            let number = 0
            const close = () => {
              leave()
              resolve()
            }
            const leave = services.live.join({
              cycle,
              person,
              sessionHash,
              close,
              send: ({ event, data }) => stream.writeSSE({ event, data: JSON.stringify(data), id: String(++number) }),
              async beat() {
                await stream.write(': \n\n')
              },
            })
            stream.onAbort(close)
          }),
      )
    },
  }),
  route({
    method: 'post',
    path: '/api/sheets/{process}/presence',
    tag: 'live',
    summary: {
      vi: 'Báo đang ở trên phiếu; gửi lại mỗi 20 giây, sau 60 giây coi như đã rời',
      en: 'Say that one is on a sheet; every 20 seconds, after 60 one is taken to have left',
    },
    access: { to: 'seeCase', of: 'process' },
    params: params.process,
    response: z.strictObject({ people: z.array(z.strictObject({ id: z.string(), name: z.string() })) }),
    async handle({ services, params: { process }, at, ...call }) {
      const ground = groundOf(call)
      const { standing, place, cycleId } = ground
      const side = sideOf(rolesFor('seeCase', standing, place))
      const sheet = await withClient(services.db, (client) => findSheet(client, process, ground))
      if (!sheet || cycleId === null) throw notFound()
      if (side === null)
        throw new AppError(
          'forbidden',
          say('Vai trò của bạn không làm việc trên phiếu.', 'Your role does not work on sheets.'),
        )
      await putPresence(services.db, { process, cycle: cycleId, person: standing.personId, side, at })
      const present = await withClient(services.db, (client) => presentOn(client, cycleId, at))
      const here = present.filter((one) => one.process === process && one.side === side)
      return { people: here.map(({ id, name }) => ({ id, name })) }
    },
  }),
]
