// Sending an event by its generated form: what may be sent, its fields, and every fault at its field with nothing typed lost.
import { z } from 'zod'
import { AppError, notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { said, say } from '../../domain/text.ts'
import { readAs } from '../../domain/schema-issues.ts'
import { dispatch } from '../../engine/dispatch.ts'
import { isSheet } from '../../engine/ids.ts'
import { processView } from '../../http/process-view.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { requireSecondFactor } from '../../http/second-factor.ts'
import type { Services } from '../../http/services.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { findCase } from '../../store/views/cases.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, issuesOf, type Fault } from '../faults.ts'
import { versionIn } from '../fields.ts'
import { Drawn, caseUrl, goTo, page, reviewUrl, sheetUrl, type PageCall } from '../page.ts'
import { besideOf } from './beside.tsx'
import { choicesFor } from './choices.ts'
import { draftFrom, emptyPayload, payloadOf, type Draft } from './draft.ts'
import { prefilled } from './prefilled.ts'
import type { Schema } from './schema.ts'
import { SendPage, StoppedPage } from './send-page.tsx'

const Params = params.process.extend({ event: z.string().max(100) })
type SendCall = PageCall<z.output<typeof Params>, unknown>

/** Where the form was opened from: the sheet, for reviewers the page of their review, else the case. */
function backTo({ id, process }: { id: string; process: string }, { standing, place, cycleId }: Ground): string {
  if (isSheet(id)) return sheetUrl(id)
  const cycle = cycleId ?? ''
  const reviews = process === 'externalReview' && rolesFor('review', standing, place).length > 0
  return reviews ? reviewUrl(cycle) : caseUrl(cycle)
}

/** The process with the one event, open or stopped. Throws `notFound` for an event that is not this person's to send. */
async function offerOf({ services, params: { process, event }, at, ...call }: SendCall) {
  const about = await processView(services, process, personOf(call), at)
  const open = about.allowed.find((offer) => offer.event === event)
  const stopped = about.refused.find((offer) => offer.event === event)
  if (!open && !stopped)
    throw new AppError(
      'notFound',
      say(
        'Việc này không có ở bước hiện tại, hoặc không phải của bạn.',
        'This is not part of the present step, or is not yours to do.',
      ),
    )
  return { about, open: open && { ...open, payload: open.payload as Schema }, stopped }
}

interface Shown {
  draft: Draft
  faults: readonly Fault[]
  key: string
  fresh?: boolean
}

/** As the process is by now, unless what it offers was asked for already. */
async function formPage(call: SendCall, shown: Shown, offer?: Awaited<ReturnType<typeof offerOf>>) {
  const { draft, faults, key, fresh = false } = shown
  const {
    services,
    params: { process, event },
    view,
  } = call
  const { about, open, stopped } = offer ?? (await offerOf(call))
  const ground = groundOf(call)
  const found = await withClient(services.db, (client) => findCase(client, ground.cycleId ?? ''))
  const place = { back: backTo(about, ground), of: found ? `${found.schoolName} · ${found.period}` : '' }
  if (!open)
    return (
      <StoppedPage view={view} label={stopped?.label ?? said(event)} reasons={stopped?.reasons ?? []} place={place} />
    )
  const choices = await choicesFor(services, ground, about, view)
  const byField = new Map(
    faults.flatMap(({ field, message }) => (field === undefined ? [] : [[field, message] as const])),
  )
  const form = { view, choices, faults: byField }
  const where = { process, event, version: about.version, place }
  const beside = await besideOf(event, services, ground, view)
  const drawn = { draft, faults, sendKey: key, fresh, beside }
  return <SendPage form={form} offer={open} {...drawn} {...where} />
}

function schemaOf(services: Services, known: { process: string; edition: string }, event: string): z.ZodType {
  const entry = services.engine.definition(known.process, known.edition).events[event]
  if (entry) return entry.payload
  throw notFound()
}

/** The payload's faults at the fields of the form. */
function faultsIn(schema: z.ZodType, payload: unknown): Fault[] {
  const parsed = readAs(schema, payload)
  return parsed.ok ? [] : issuesOf(parsed.issues, 'p.')
}

async function send(call: SendCall) {
  const {
    services,
    params: { process, event },
    fields,
    at,
  } = call
  const { about, open } = await offerOf(call)
  const key = fields.text('_key').slice(0, 200) || newSecret()
  const schema = (open?.payload ?? {}) as Schema
  const draft = draftFrom(fields, schema, 'p')
  // `_fill`: another page has chosen a part of the payload; the rest is filled in here.
  const unsent = ['_add', '_remove', '_fill'].some((name) => fields.has(name))
  if (unsent)
    return new Drawn(
      await formPage(call, { draft: changedRows(draft, fields.text('_add'), fields.text('_remove')), faults: [], key }),
    )
  const payload = payloadOf(draft, schema) ?? emptyPayload(schema)
  if (open) {
    const faults = faultsIn(schemaOf(services, about, event), payload)
    if (faults.length > 0) return formPage(call, { draft, faults, key })
  }
  try {
    const actor = personOf(call).personId
    const version = versionIn(fields.text('_version'))
    const expected = version === undefined ? {} : { expectedVersion: version }
    await requireSecondFactor(services, personOf(call), groundOf(call), { process, event, at })
    await dispatch(services.engine, { process, event, payload, actor, key, ...expected })
    return goTo(`${backTo(about, groundOf(call))}?done=${encodeURIComponent(event)}`)
  } catch (error) {
    if (!(error instanceof AppError) || !isTold(error)) throw error
    return formPage(call, { draft, faults: toldFaults(error), key: error.code === 'keyReused' ? newSecret() : key })
  }
}

const isTold = ({ code }: AppError) =>
  ['invalid', 'notAllowed', 'staleVersion', 'conflict', 'keyReused', 'forbidden'].includes(code)

function toldFaults(error: AppError): Fault[] {
  if (error.code === 'staleVersion')
    return [
      {
        message: say(
          'Có người vừa thay đổi hồ sơ này. Hãy xem lại rồi gửi lần nữa.',
          'Somebody has just changed this case. Look again, then send once more.',
        ),
      },
    ]
  if (error.code === 'keyReused')
    return [
      {
        message: say(
          'Nội dung này đã được gửi một lần. Hãy xem lại rồi gửi lần nữa.',
          'This was sent once before. Look again, then send once more.',
        ),
      },
    ]
  return faultsOf(error).map(({ field, message }) => ({
    message,
    ...(field === undefined ? {} : { field: `p.${field}` }),
  }))
}

/** The draft with an empty row more at `add`, or without the row `remove`; both are names of fields. */
function changedRows(draft: Draft, add: string, remove: string): Draft {
  const walk = (part: Draft, name: string): Draft => {
    if (Array.isArray(part)) {
      const rows = part.filter((_, index) => `${name}.${index}` !== remove)
      const inner = rows.map((row, index) => (typeof row === 'string' ? row : walk(row, `${name}.${index}`)))
      return name === add ? [...(inner as Draft[]), {}] : (inner as Draft[])
    }
    if (typeof part === 'string') return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, walk(value, `${name}.${key}`)]))
  }
  return walk(draft, 'p')
}

export const sendPages = [
  page({
    method: 'get',
    path: '/processes/{process}/send/{event}',
    access: { to: 'seeCase', of: 'process' },
    params: Params,
    async handle(call) {
      const offer = await offerOf(call)
      const draft = offer.open ? await prefilled(call, call.params.process, offer.open.payload) : {}
      return formPage(call, { draft, faults: [], key: newSecret(), fresh: true }, offer)
    },
  }),
  page({
    method: 'post',
    path: '/processes/{process}/send/{event}',
    access: { to: 'seeCase', of: 'process' },
    params: Params,
    handle: send,
  }),
]
