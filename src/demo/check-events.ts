// Checks the timeline: days in order, known people, events that exist, payloads that the event books accept.
import { z } from 'zod'
import type { Procedure } from '../domain/procedure.ts'
import type { EventEntry } from '../domain/process.ts'
import { departmentRoles, outsideRoles, type Role } from '../domain/roles.ts'
import { BatchOptions, isWork, type Step } from './input-parts.ts'
import type { Cycle, SchoolInput } from './input.ts'
import type { Library } from './library.ts'
import { listed, type Problem } from './problem.ts'

/** Roles that come from an organisation alone; the others are given by a decision within the case. */
const held: readonly Role[] = ['principal', ...departmentRoles, ...outsideRoles]
const error = z.locales.vi().localeError

export function checkEvents(input: SchoolInput, cycle: Cycle, procedure: Procedure, library: Library): Problem[] {
  const steps = cycle.events.flatMap((step, index) =>
    [...checkOrder(cycle, step, index), ...checkStep(input, cycle, step, procedure, library)].map(
      ({ path, message }) => ({ path: ['events', index, ...path], message }),
    ),
  )
  return [...unknownPerson(input, cycle.opened.by, ['opened', 'by']), ...steps]
}

function checkOrder(cycle: Cycle, step: Step, index: number): Problem[] {
  const before = cycle.events[index - 1]?.on ?? cycle.opened.on
  return step.on < before
    ? [{ path: ['on'], message: `Ngày ${step.on} đứng sau ngày ${before}; xếp theo thứ tự.` }]
    : []
}

function checkStep(input: SchoolInput, cycle: Cycle, step: Step, procedure: Procedure, library: Library): Problem[] {
  if (isWork(step.do)) return checkWork(input, cycle, step)
  const [process = '', event = ''] = step.do.split('.')
  const book = library.book(process, procedure)
  if (!book) return [{ path: ['do'], message: `Quy trình ${procedure.id} không có tiến trình "${process}".` }]
  const entry = book[event]
  if (!entry)
    return [
      {
        path: ['do'],
        message: `Tiến trình ${process} không có sự kiện "${event}"; có: ${listed(Object.keys(book), 60)}.`,
      },
    ]
  return [...checkSender(input, step, entry), ...checkPayload(input, step, entry)]
}

function checkWork(input: SchoolInput, cycle: Cycle, step: Step): Problem[] {
  const options = BatchOptions.safeParse(step.with, { error })
  if (!options.success) return issuesOf(options.error)
  const { batch } = options.data
  if (step.do === 'reviewSheets' || step.do === 'teamSheets') {
    const missing = 'Chu kỳ này chưa có phần "review" nêu người chấm và kết quả thống nhất.'
    if (!cycle.review) return [{ path: ['do'], message: missing }]
    return batch === 1 || cycle.review.moderated.some((one) => one.batch === batch) ? [] : [nothingIn(batch)]
  }
  if (step.do === 'wait') return []
  const all = step.do === 'evidence' ? cycle.evidence : cycle.sheets
  return [...checkWorker(input, step), ...(all.some((one) => one.batch === batch) ? [] : [nothingIn(batch)])]
}

const nothingIn = (batch: number): Problem => ({
  path: ['with', 'batch'],
  message: `Không có gì thuộc lượt ${batch} để làm ở bước này.`,
})

function checkWorker(input: SchoolInput, step: Step): Problem[] {
  if (step.by) return unknownPerson(input, step.by, ['by'])
  return [{ path: [], message: `Bước "${step.do}" cần "by": người thực hiện.` }]
}

function checkSender(input: SchoolInput, step: Step, entry: EventEntry): Problem[] {
  const person = input.people.find((one) => one.id === step.by)
  if (!person) return checkWorker(input, step)
  const byCase = entry.by.some((role) => !held.includes(role) && role !== 'system')
  if (byCase || entry.by.some((role) => person.roles.includes(role))) return []
  const sentence = `${person.name} không có vai trò được làm việc "${entry.label.vi}" (cần: ${entry.by.join(', ')}).`
  return [{ path: ['by'], message: sentence }]
}

function checkPayload(input: SchoolInput, step: Step, entry: EventEntry): Problem[] {
  const parsed = entry.payload.safeParse(step.with, { error })
  if (!parsed.success) return issuesOf(parsed.error)
  return personsIn(step.with, ['with']).flatMap(({ id, path }) => unknownPerson(input, id, path))
}

function issuesOf({ issues }: z.ZodError): Problem[] {
  return issues.map(({ path, message }) => ({
    path: ['with', ...path.map((step) => (typeof step === 'symbol' ? String(step) : step))],
    message,
  }))
}

function personsIn(value: unknown, path: (string | number)[]): { id: string; path: (string | number)[] }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => personsIn(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'personId' && typeof item === 'string'
      ? [{ id: item, path: [...path, key] }]
      : personsIn(item, [...path, key]),
  )
}

function unknownPerson(input: SchoolInput, id: string, path: (string | number)[]): Problem[] {
  return input.people.some((person) => person.id === id)
    ? []
    : [{ path, message: `Không có người nào mang mã "${id}".` }]
}
