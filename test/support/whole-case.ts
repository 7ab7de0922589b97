// A case of 2018 brought through its whole accreditation, stage by stage, so that a test may stop at any of them.
import { saveSheet } from '../../src/commands/sheets/save.ts'
import { processId, sheetPart } from '../../src/engine/ids.ts'
import type { Database } from '../../src/store/connect.ts'
import { level4Sheet } from '../../src/store/library.ts'
import { putProvince } from '../../src/store/province.ts'
import { samplePeople } from '../../workflows/external-review/samples.ts'
import { rateAll, reviewers, toRating, type SampleCase } from './sample-case.ts'

/** Who reviews: the others of `reviewers` may replace somebody. */
export const team = reviewers.slice(0, 5)
const [lead = '', secretary = ''] = team
const members = team.map((personId) => ({
  personId,
  role: personId === lead ? 'teamLead' : personId === secretary ? 'teamSecretary' : 'reviewer',
}))
const awards = { requested: ['accreditation', 'nationalStandard'], requestedGrade: 2, requestedTier: 1 }
const set = 'vn-trung-hoc/2018'

type Send = (event: string, payload: unknown, actor: string) => Promise<unknown>
interface Stage {
  name: string
  /** The day on which it happens. */
  on: string
  run(made: SampleCase, send: Record<'self' | 'review' | 'award', Send>): Promise<unknown>
}

/** The level every criterion is rated at, by school and reviewers. */
const level = 2

export const stages: readonly Stage[] = [
  { name: 'opened', on: '2025-09-05', run: () => Promise.resolve() },
  { name: 'rating', on: '2025-09-12', run: (made) => toRating(made) },
  { name: 'rated', on: '2025-11-03', run: (made) => rateAll(made, level) },
  {
    name: 'writing',
    on: '2025-11-04',
    run: (_made, { self }) => self('completeRating', {}, 'principal'),
  },
  {
    name: 'adopting',
    on: '2025-11-21',
    async run(_made, { self }) {
      const draft = { where: 'Phòng hội đồng', from: '2025-11-10', until: '2025-11-20' }
      await self('publishDraft', draft, 'le-thi-hanh')
      const comments = [{ from: 'Tổ Ngữ văn', comment: 'Bổ sung kết quả thi.', answer: 'Tiếp thu.' }]
      await self('closeConsultation', { minutes: '06/BB-HĐTĐG', participants: 42, comments }, 'le-thi-hanh')
    },
  },
  {
    name: 'awaitingOpinion',
    on: '2025-11-26',
    async run(_made, { self }) {
      const report = { number: '88/BC-THPT', date: '2025-11-25' }
      await self('adoptReport', { report, minutes: '07/BB-HĐTĐG', agreed: 7 }, 'principal')
      await self('sendForOpinion', { letter: { number: '90/CV', date: '2025-11-26' }, to: 'Sở GDĐT' }, 'principal')
    },
  },
  {
    name: 'published',
    on: '2025-12-04',
    async run(_made, { self }) {
      const letter = { number: '57/SGDĐT', date: '2025-12-02' }
      await self('giveOpinion', { from: 'Sở GDĐT', letter, opinion: 'Nhất trí với báo cáo.' }, 'officer')
      await self('publishReport', { publishedOn: '2025-12-04', where: 'Trang thông tin của trường' }, 'principal')
    },
  },
  {
    name: 'registered',
    on: '2025-12-08',
    run: (_made, { self }) =>
      self(
        'registerReview',
        { letter: { number: '102/CV', date: '2025-12-08' }, ...awards, reportCopies: 2 },
        'principal',
      ),
  },
  {
    name: 'completing',
    on: '2025-12-12',
    run: (_made, { review }) =>
      review(
        'requestCompletion',
        {
          notice: { number: '215/SGDĐT', date: '2025-12-12' },
          items: ['Thiếu biên bản'],
          reason: 'Chưa đủ thành phần.',
        },
        'officer',
      ),
  },
  {
    name: 'accepted',
    on: '2025-12-19',
    async run(_made, { self, review }) {
      const letter = { number: '110/CV', date: '2025-12-18' }
      await self('resubmitDossier', { letter, done: 'Đã bổ sung biên bản.' }, 'principal')
      await review('acceptDossier', { notice: { number: '231/TB', date: '2025-12-19' } }, 'head')
    },
  },
  {
    name: 'appointed',
    on: '2026-01-05',
    run: (_made, { review }) =>
      review('appointTeam', { decision: { number: '3/QĐ-UBND', date: '2026-01-05' }, members }, 'chair'),
  },
  {
    name: 'deskReviewing',
    on: '2026-01-08',
    run: (_made, { review }) => review('beginDeskReview', { meetingOn: '2026-01-08' }, lead),
  },
  {
    name: 'preliminaryVisited',
    on: '2026-01-20',
    async run(_made, { review }) {
      for (const one of team) await review('submitPreliminaryReport', preliminary, one)
      const report = { number: '01/BC-ĐĐGN', date: '2026-01-19' }
      await review('completeDeskReview', { report, summary: 'Đủ điều kiện khảo sát.', toVerify: ['3.4'] }, lead)
      await review('recordPreliminaryVisit', firstVisit, secretary)
    },
  },
  { name: 'scoring', on: '2026-01-29', run: (_made, { review }) => review('recordFormalVisit', visit, lead) },
  { name: 'scored', on: '2026-02-02', run: (made) => scoreAll(made, 'reviewer') },
  { name: 'moderating', on: '2026-02-03', run: (_made, { review }) => review('completeScoring', {}, lead) },
  { name: 'moderated', on: '2026-02-04', run: (made) => scoreAll(made, 'team') },
  {
    name: 'awaitingReply',
    on: '2026-02-06',
    async run(_made, { review }) {
      await review('completeModeration', {}, lead)
      await review('sendDraft', { letter: { number: '02/ĐĐGN', date: '2026-02-06' } }, lead)
    },
  },
  {
    name: 'finalising',
    on: '2026-02-10',
    run: (_made, { review }) => review('acceptDraft', { letter: { number: '15/CV', date: '2026-02-10' } }, 'principal'),
  },
  {
    name: 'reported',
    on: '2026-02-12',
    run: (_made, { review }) => review('submitReport', { report: paper('03/BC-ĐĐGN'), recommendations }, lead),
  },
  {
    name: 'proposed',
    on: '2026-02-20',
    run: (_made, { award }) =>
      award(
        'proposeNationalStandard',
        { proposal: { number: '20/TTr', date: '2026-02-20' }, grant: true, grade: 1, reason: null },
        'director',
      ),
  },
  {
    name: 'granted',
    on: '2026-03-02',
    async run(_made, { award }) {
      const decision = { number: '41/QĐ', date: '2026-03-02' }
      await award('grantAccreditation', { decision, grade: 2 }, 'director')
      await award('grantNationalStandard', { decision, grade: 1 }, 'chair')
    },
  },
]

/**
 * Runs every stage up to that one, those behind `from` only, and calls `after` behind each; `years` later than written here.
 * Throws for a stage that is none.
 */
export async function toStage(
  made: SampleCase,
  last: string,
  after: (stage: string) => Promise<void> = () => Promise.resolve(),
  from?: string,
  years = 0,
): Promise<void> {
  const end = stages.findIndex(({ name }) => name === last)
  if (end < 0) throw new Error(`No stage "${last}"`)
  const begin = stages.findIndex(({ name }) => name === from) + 1
  const to =
    (process: string): Send =>
    (event, payload, actor) =>
      made.send(process, event, JSON.parse(later(JSON.stringify(payload), years)), actor)
  const send = { self: to('selfAssessment'), review: to('externalReview'), award: to('certification') }
  for (const stage of stages.slice(begin, end + 1)) {
    made.clock.set(later(`${stage.on}T02:00:00.000Z`, years))
    await stage.run(made, send)
    await after(stage.name)
  }
}

/** Every day in the text, that many years on. */
function later(text: string, years: number): string {
  return text.replaceAll(/\b(20\d\d)(?=-\d\d-\d\d)/g, (year) => String(Number(year) + years))
}

/** Puts the people there whom the samples of the event books name, so that their payloads mean somebody. */
export function putSamplePeople(db: Database): Promise<void> {
  const people = Object.entries(samplePeople).map(([id, { name }]) => ({
    id,
    name,
    organisation: 'so',
    educationSector: true,
    sectorSince: '2000-09-01',
    trained: true,
    offices: [],
    worked: [],
  }))
  return putProvince(db, { organisations: [], schools: [], people, since: '2020-01-01T00:00:00.000Z' })
}

interface Scoring {
  round?: number
  persons?: readonly string[]
  rating?: number
  /** Sheets that are left as they are: `r3 1.1`. */
  but?: readonly string[]
}

/** Every reviewer scores alone, or the team moderates to one: all alike. */
export async function scoreAll(
  made: SampleCase,
  kind: 'reviewer' | 'team',
  { round = 1, persons = team, rating = level, but = [] }: Scoring = {},
): Promise<void> {
  const criteria = made.library.criteriaOf(set).filter((id) => id !== level4Sheet)
  const [chair = '', writer = ''] = persons
  for (const criterion of criteria)
    for (const assessor of kind === 'team' ? [null] : persons) {
      if (but.includes(`${assessor ?? ''} ${criterion}`)) continue
      const part = `criterionSheet/${sheetPart({ kind, criterion, assessor, round })}`
      const actor = assessor ?? writer
      const content = { currentState: { '1': 'Như trường mô tả.' }, ratings: { [criterion]: rating } }
      const process = processId(made.cycle, part, '')
      await saveSheet(made.db, made.engine, made.library, { process, content, actor, at: made.engine.now() })
      await made.send(part, 'submitSheet', {}, actor)
      if (kind === 'team') await made.send(part, 'agreeSheet', {}, chair)
    }
}

const paper = (number: string) => ({ number, date: '2026-02-12' })
export const preliminary = {
  form: 'Đúng mẫu.',
  content: 'Tiêu chí 3.4 chưa có số liệu.',
  unclearCriteria: ['3.4'],
  evidenceToCheck: ['[H1-3.4-01]'],
  interviewees: ['Tổ trưởng'],
  placesToSee: ['Thư viện'],
}
export const firstVisit = {
  visitedOn: '2026-01-20',
  minutes: '01/BB-KSSB',
  copies: 3,
  agreedProgramme: 'Hai ngày.',
  formalVisitFrom: '2026-01-28',
}
export const visit = {
  from: '2026-01-28',
  to: '2026-01-29',
  minutes: '02/BB-KSCT',
  peopleMet: [{ group: 'Giáo viên', count: 12 }],
  placesSeen: ['Thư viện'],
  observations: ['Thư viện mở cửa các buổi chiều.'],
}
const recommendations = [
  { award: 'accreditation', recommend: true, grade: 2, reason: 'Đạt Mức 2.' },
  { award: 'nationalStandard', recommend: true, grade: 1, reason: 'Đạt Mức độ 1.' },
]
