// The words of a timeline that stand for a lot of work at once: attaching the register, writing sheets, scoring, moderating.
import type { CriteriaSet } from '../domain/criteria/schema.ts'
import type { DayClock } from './day-clock.ts'
import { evidenceFile } from './evidence-files.ts'
import { codesOf } from './evidence-codes.ts'
import { BatchOptions, type Evidence, type Review, type Step, type Work } from './input-parts.ts'
import type { Cycle } from './input.ts'
import {
  judgedSubjects,
  latestSheet,
  reviewerSheet,
  schoolSheet,
  subjectsOf,
  teamSheet,
  type Subject,
} from './sheets.ts'
import type { SheetKind, World } from './world-port.ts'

export interface Place {
  world: World
  cycle: Cycle
  cycleId: string
  set: CriteriaSet
  codeKind: 'box' | 'plain'
  schoolName: string
  clock: DayClock
}

/** How much was done: files attached, sheets saved, events sent. */
export interface Tally {
  evidence: number
  sheets: number
  events: number
}
const nothing: Tally = { evidence: 0, sheets: 0, events: 0 }

/** Works off what the step stands for. Throws what the world throws. */
export async function doWork(place: Place, step: Step & { do: Work }): Promise<Tally> {
  const { batch, reason } = BatchOptions.parse(step.with)
  const by = step.by ?? ''
  switch (step.do) {
    case 'evidence':
      return attach(place, by, batch)
    case 'sheets':
      return writeSheets(place, by, batch, reason)
    case 'reviewSheets':
      return scoreAlone(place)
    case 'teamSheets':
      return moderate(place, batch, reason)
    case 'wait':
      return nothing
  }
}

async function attach({ world, cycle, cycleId, codeKind, schoolName, clock }: Place, by: string, batch: number) {
  const all = [...codesOf(cycle.evidence, codeKind)].filter(([item]) => item.batch === batch)
  for (const [item, code] of all) {
    const file = await evidenceFile(item, code, schoolName)
    const at = clock.next()
    const given = await world.attachEvidence({
      cycle: cycleId,
      criterion: item.criterion,
      item: details(item),
      file,
      by,
      at,
    })
    // Texts cite the code before it exists, so another code would make them point at the wrong paper.
    if (given.code.replaceAll(/[[\]()]/g, '') !== code)
      throw new Error(`Minh chứng "${item.title}" nhận mã ${given.code}, tệp đầu vào trích dẫn ${code}.`)
  }
  return { ...nothing, evidence: all.length }
}

function details({ title, issuer, number, date, period, place, confidentiality, note }: Evidence) {
  return { title, issuer, number, issuedOn: date, period, place, confidentiality, note }
}

async function writeSheets(place: Place, by: string, batch: number, reason?: string): Promise<Tally> {
  const sheets = place.cycle.sheets.filter((one) => one.batch === batch)
  const tally = { ...nothing }
  for (const sheet of sheets) {
    const subject = subjectOf(place, sheet.criterion)
    const send = sender(place, tally, 'school', sheet.criterion)
    const again = latestSheet(place.cycle.sheets, sheet.criterion, batch - 1) !== undefined
    if (again) await send('reopenSheet', by, { reason: reason ?? 'Hoàn thiện phiếu.' })
    await save(place, tally, 'school', subject, sheet.author, schoolSheet(subject, sheet))
    await send('submitSheet', sheet.author)
    await send('agreeSheet', by)
  }
  return tally
}

async function scoreAlone(place: Place): Promise<Tally> {
  const tally = { ...nothing }
  const { reviewers, differences } = reviewOf(place)
  for (const reviewer of reviewers)
    for (const subject of judgedSubjects(place.set, place.cycle.sheets)) {
      const difference = differences.find((one) => one.reviewer === reviewer && one.criterion === subject.id)
      const content = reviewerSheet(bySchool(place, subject), difference)
      await save(place, tally, 'reviewer', subject, reviewer, content, reviewer)
      await sender(place, tally, 'reviewer', subject.id, reviewer)('submitSheet', reviewer)
    }
  return tally
}

async function moderate(place: Place, batch: number, reason?: string): Promise<Tally> {
  const tally = { ...nothing }
  const { writer, lead, moderated } = reviewOf(place)
  const ours = moderated.filter((one) => one.batch === batch)
  const again = batch > 1
  const all = judgedSubjects(place.set, place.cycle.sheets)
  for (const subject of all.filter(({ id }) => !again || ours.some((one) => one.criterion === id))) {
    const moderation = ours.find((one) => one.criterion === subject.id)
    const send = sender(place, tally, 'team', subject.id)
    await save(place, tally, 'team', subject, writer, teamSheet(bySchool(place, subject), moderation))
    await send('submitSheet', writer)
    // The answer to the school has opened the sheets of a later batch again; agreeing on them needs a reason.
    const why = moderation?.reason ?? (again ? (reason ?? 'Thống nhất lại theo ý kiến của trường.') : undefined)
    await send('agreeSheet', lead, why ? { reason: why } : {})
  }
  return tally
}

async function save(
  { world, cycleId, clock }: Place,
  tally: Tally,
  kind: SheetKind,
  subject: Subject,
  by: string,
  content: ReturnType<typeof schoolSheet>,
  assessor?: string,
) {
  const of = { cycle: cycleId, kind, criterion: subject.id, ...(assessor && { assessor }) }
  await world.saveSheet({ ...of, content, by, at: clock.next() })
  tally.sheets += 1
}

function sender({ world, cycleId, clock }: Place, tally: Tally, kind: SheetKind, criterion: string, assessor?: string) {
  const of = { cycle: cycleId, kind, criterion, ...(assessor && { assessor }) }
  return async (event: string, by: string, payload: object = {}) => {
    await world.sheetEvent({ ...of, event, payload, by, at: clock.next() })
    tally.events += 1
  }
}

function bySchool({ cycle, cycleId }: Place, subject: Subject) {
  const sheet = latestSheet(cycle.sheets, subject.id)
  if (!sheet) throw new Error(`${cycleId}: thiếu phiếu ${subject.title}`)
  return schoolSheet(subject, sheet)
}

function subjectOf({ set }: Place, id: string): Subject {
  const subject = subjectsOf(set).find((one) => one.id === id)
  if (!subject) throw new Error(`Bộ tiêu chuẩn không có tiêu chí ${id}`)
  return subject
}

function reviewOf({ cycle }: Place): Review {
  if (!cycle.review) throw new Error(`Chu kỳ ${cycle.key} không có phần "review"`)
  return cycle.review
}
