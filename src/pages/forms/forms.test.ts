// The generated forms, held against every event there is: each can be filled in, and what was filled in comes out again.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { definitions } from '../../../workflows/index.ts'
import { fieldsOf } from '../fields.ts'
import { draftFrom, draftOf, emptyPayload, payloadOf, type Draft } from './draft.ts'
import { hasLabel } from './labels.ts'
import type { Schema } from './schema.ts'

const all = definitions.flatMap(({ process, edition, events }) =>
  Object.entries(events)
    .filter(([, { by }]) => by.some((role) => role !== 'system'))
    .map(([event, entry]) => ({ name: `${process} ${edition} ${event}`, entry })),
)
const schemaOf = (payload: z.ZodType) => z.toJSONSchema(payload, { io: 'input' }) as Schema

function namesIn(schema: Schema): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)])
  return [...own, ...(schema.items ? namesIn(schema.items) : [])]
}

/** The draft as a browser sends it. */
function sent(draft: Draft, name: string, form = new FormData()): FormData {
  if (typeof draft === 'string') form.append(name, draft)
  else if (Array.isArray(draft))
    for (const [index, one] of draft.entries()) sent(one, typeof one === 'string' ? name : `${name}.${index * 3}`, form)
  else for (const [key, one] of Object.entries(draft)) sent(one, `${name}.${key}`, form)
  return form
}

describe('the form of an event', () => {
  it('is there for every event that people send', () => {
    expect(all.length).toBeGreaterThan(90)
  })

  it.each(all)('of $name has a label for every part', ({ entry }) => {
    expect(namesIn(schemaOf(entry.payload)).filter((name) => !hasLabel(name) && name !== 'copies')).toEqual([])
  })

  it.each(all)('of $name gives back what was filled in, row by row', ({ entry }) => {
    const schema = schemaOf(entry.payload)
    for (const { payload } of entry.samples) {
      const draft = draftOf(payload, schema)
      const again = draftFrom(fieldsOf(sent(draft, 'p')), schema, 'p')
      expect(entry.payload.parse(payloadOf(again, schema) ?? {})).toEqual(entry.payload.parse(payload))
    }
  })

  it('that was sent empty has its lists, so that only what has to be said is missing', () => {
    const list = { type: 'array', items: { type: 'string' } } as const
    const properties = { reason: { type: 'string' }, questions: list, more: list } as const
    expect(emptyPayload({ type: 'object', properties, required: ['reason', 'questions'] })).toEqual({ questions: [] })
  })

  it('keeps what cannot be a number for its fault to be told', () => {
    expect(payloadOf({ days: 'mười' }, { type: 'object', properties: { days: { type: 'integer' } } })).toEqual({
      days: 'mười',
    })
  })
})
