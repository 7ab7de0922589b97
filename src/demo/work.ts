// The words of a timeline that stand for a lot of work at once: attaching the register, writing sheets, scoring, moderating.
import type { Criterion, CriteriaSet } from '../domain/criteria/schema.ts'
import type { DayClock } from './day-clock.ts'
import { evidenceFile } from './evidence-files.ts'
import { codesOf } from './evidence-codes.ts'
import { BatchOptions, type Evidence, type Review, type Step, type Work } from './input-parts.ts'
import type { Cycle } from './input.ts'
import { criteriaOf, latestSheet, reviewerSheet, schoolSheet, teamSheet } from './sheets.ts'
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
    const criterion = criterionOf(place, sheet.criterion)
    const send = sender(place, tally, 'school', sheet.criterion)
    const again = latestSheet(place.cycle.sheets, sheet.criterion, batch - 1) !== undefined
    if (again) await send('reopenSheet', by, { reason: reason ?? 'Hoàn thiện phiếu.' })
    await save(place, tally, 'school', criterion, sheet.author, schoolSheet(criterion, sheet))
    await send('submitSheet', sheet.author)
    await send('agreeSheet', by)
  }
  return tally
}

async function scoreAlone(place: Place): Promise<Tally> {
  const tally = { ...nothing }
  const { reviewers, differences } = reviewOf(place)
  for (const reviewer of reviewers)
    for (const criterion of criteriaOf(place.set)) {
      const difference = differences.find((one) => one.reviewer === reviewer && one.criterion === criterion.id)
      const content = reviewerSheet(bySchool(place, criterion), difference)
      await save(place, tally, 'reviewer', criterion, reviewer, content, reviewer)
      await sender(place, tally, 'reviewer', criterion.id, reviewer)('submitSheet', reviewer)
    }
  return tally
}

async function moderate(place: Place, batch: number, reason?: string): Promise<Tally> {
  const tally = { ...nothing }
  const { writer, lead, moderated } = reviewOf(place)
  const ours = moderated.filter((one) => one.batch === batch)
  const again = batch > 1
  const criteria = criteriaOf(place.set).filter(({ id }) => !again || ours.some((one) => one.criterion === id))
  for (const criterion of criteria) {
    const moderation = ours.find((one) => one.criterion === criterion.id)
    const send = sender(place, tally, 'team', criterion.id)
    if (again) await send('reopenSheet', lead, { reason: reason ?? 'Thống nhất lại theo ý kiến của trường.' })
    await save(place, tally, 'team', criterion, writer, teamSheet(bySchool(place, criterion), moderation))
    await send('submitSheet', writer)
    await send('agreeSheet', lead, moderation?.reason ? { reason: moderation.reason } : {})
  }
  return tally
}

async function save(
  { world, cycleId, clock }: Place,
  tally: Tally,
  kind: SheetKind,
  criterion: Criterion,
  by: string,
  content: ReturnType<typeof schoolSheet>,
  assessor?: string,
) {
  const of = { cycle: cycleId, kind, criterion: criterion.id, ...(assessor && { assessor }) }
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

function bySchool({ cycle, ...place }: Place, criterion: Criterion) {
  const sheet = latestSheet(cycle.sheets, criterion.id)
  if (!sheet) throw new Error(`${place.cycleId}: thiếu phiếu tiêu chí ${criterion.id}`)
  return schoolSheet(criterion, sheet)
}

function criterionOf({ set }: Place, id: string): Criterion {
  const criterion = criteriaOf(set).find((one) => one.id === id)
  if (!criterion) throw new Error(`Bộ tiêu chuẩn không có tiêu chí ${id}`)
  return criterion
}

function reviewOf({ cycle }: Place): Review {
  if (!cycle.review) throw new Error(`Chu kỳ ${cycle.key} không có phần "review"`)
  return cycle.review
}
