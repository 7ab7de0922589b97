// Sample cases in which everything was done that a paper can be made of, under both editions, each text in a known place.
import type { Act } from '../../store/paper-history.ts'
import type { ReportInput } from '../input.ts'
import { sampleInput, samplePlan } from './input.ts'

const people = {
  principal: { id: 's1', name: 'Nguyễn Văn Mẫu', role: 'principal' },
  secretary: { id: 's2', name: 'Hoàng Thị Thư', role: 'councilSecretary' },
  officer: { id: 'd1', name: 'Trần Văn Chuyên', role: 'qualityOfficer' },
  director: { id: 'd2', name: 'Lý Thị Giám', role: 'departmentDirector' },
  province: { id: 'u1', name: 'Đỗ Văn Tỉnh', role: 'provincialChair' },
  lead: { id: 'r1', name: 'Lê Thị Dẫn', role: 'teamLead' },
  reviewer: { id: 'r2', name: 'Phạm Văn Ghi', role: 'teamSecretary' },
}
type Actor = keyof typeof people

const self = {
  councilDecision: { number: '12/QĐ-THPT', date: '2025-09-05' },
  council: [
    { personId: 's1', name: 'Nguyễn Văn Mẫu', duty: 'chair', position: 'Hiệu trưởng' },
    { personId: 's2', name: 'Hoàng Thị Thư', duty: 'secretary', position: 'Tổ trưởng' },
  ],
  secretariat: [{ personId: 's2', name: 'Hoàng Thị Thư' }],
  groups: [
    {
      name: 'Nhóm 1',
      lead: { personId: 's2', name: 'Hoàng Thị Thư' },
      members: [{ personId: 's3', name: 'Vũ Văn Nhóm' }],
      criteria: ['1.1', '1.2'],
    },
  ],
  plan: { number: '13/KH-THPT', date: '2025-09-10' },
  report: { number: '38/BC-THPT', date: '2026-01-05' },
}
const review = {
  decision: { number: '88/QĐ-SGDĐT', date: '2026-01-10' },
  team: [
    { personId: 'r1', name: 'Lê Thị Dẫn', role: 'teamLead' },
    { personId: 'r2', name: 'Phạm Văn Ghi', role: 'teamSecretary' },
  ],
  formalVisit: { from: '2026-02-04', to: '2026-02-06' },
  requested: ['accreditation', 'nationalStandard'],
  requestedGrade: 2,
  requestedTier: 1,
  preliminaryVisitOn: '2026-01-28',
  evidenceItems: [{ number: 1, criterion: '1.2', what: 'Sổ nghị quyết năm học trước', status: 'supplied' }],
}

const done = (process: string) => (event: string, by: Actor, payload: object) => ({ process, event, by, payload })
const [inSelf, inReview, inAward] = [done('selfAssessment'), done('externalReview'), done('certification')]
const paper = (number: string, date: string) => ({ number, date })

const registered = [
  inReview('requestCompletion', 'officer', {
    notice: paper('215/SGDĐT-QLCL', '2026-01-06'),
    items: ['Báo cáo thiếu chữ ký', 'Minh chứng không mở được'],
    reason: 'Hồ sơ chưa đủ thành phần.',
  }),
]
const visit = {
  peopleMet: [{ group: 'Cha mẹ học sinh', count: 12 }],
  placesSeen: ['Thư viện', 'Bếp ăn'],
  observations: ['Thư viện có 6 máy tính hoạt động.'],
}
const revoked = (event: string, by: Actor) =>
  inAward(event, by, {
    decision: paper('700/QĐ', '2027-03-01'),
    basis: paper('66/KL-SGDĐT', '2027-02-10'),
    reason: 'Không còn đạt yêu cầu và không khắc phục trong thời hạn.',
  })

const acts2018 = [
  inSelf('establishCouncil', 'principal', { decision: self.councilDecision }),
  inSelf('submitPlan', 'secretary', {
    purpose: 'Xác định mức đạt của trường.',
    scope: 'Toàn bộ hoạt động trong 5 năm học.',
    training: 'Tập huấn ngày 19/8.',
    calendar: [{ weeks: '1-2', work: 'Thành lập hội đồng' }],
  }),
  inSelf('changePlan', 'principal', { plan: self.plan, changes: 'Lùi hai tuần.', reason: 'Nghỉ học do bão.' }),
  inSelf('registerReview', 'principal', {
    letter: paper('102/CV-THPT', '2026-01-05'),
    requested: ['accreditation', 'nationalStandard'],
    requestedGrade: 2,
    requestedTier: 1,
    reportCopies: 2,
  }),
  ...registered,
  inReview('appointTeam', 'director', { delegation: paper('88/UQ-UBND', '2026-01-02') }),
  inReview('declareConflict', 'reviewer', { reason: 'Có em gái dạy tại trường.' }),
  inReview('replaceMember', 'province', {
    leaves: { personId: 'r9' },
    joins: { personId: 'r2' },
    reason: 'Thành viên có người thân công tác tại trường.',
  }),
  inReview('beginDeskReview', 'lead', {
    meetingOn: '2026-01-14',
    assignments: [{ personId: 'r1', standards: ['1', '2'] }],
  }),
  ...(['lead', 'reviewer'] as const).map((by) =>
    inReview('submitPreliminaryReport', by, {
      form: 'Báo cáo đúng mẫu.',
      content: `Nhận xét của ${people[by].name}.`,
      unclearCriteria: ['1.2'],
      evidenceToCheck: ['[H1-1.2-01]'],
      interviewees: ['Tổ trưởng chuyên môn'],
      placesToSee: ['Phòng học bộ môn'],
    }),
  ),
  inReview('completeDeskReview', 'lead', {
    report: paper('01/BC-ĐĐGN', '2026-01-24'),
    summary: 'Hồ sơ đủ điều kiện khảo sát.',
    toVerify: ['1.2'],
  }),
  inReview('recordPreliminaryVisit', 'reviewer', {
    visitedOn: '2026-01-28',
    minutes: '01/BB-KSSB',
    copies: 3,
    agreedProgramme: 'Ngày đầu xem cơ sở vật chất; ngày sau phỏng vấn.',
    formalVisitFrom: '2026-02-04',
  }),
  inReview('recordFormalVisit', 'reviewer', { from: '2026-02-04', to: '2026-02-06', minutes: '02/BB-KSCT', ...visit }),
  inReview('disagreeWithDraft', 'principal', {
    letter: paper('34/CV-THPT', '2026-03-18'),
    points: [{ criterion: '1.1', reason: 'Trường đã giám sát chiến lược hằng năm.', evidence: ['[H1-1.1-01]'] }],
  }),
  revoked('revokeAccreditation', 'director'),
  revoked('revokeNationalStandard', 'province'),
]

const acts2026 = [
  inSelf('establishCouncil', 'principal', { decision: self.councilDecision }),
  inSelf('changeCouncil', 'principal', { decision: self.councilDecision, reason: 'Thư ký chuyển công tác.' }),
  inSelf('assignWork', 'principal', { plan: self.plan }),
  inSelf('requestRecognition', 'principal', { letter: paper('120/CV-THPT', '2026-01-05'), requestedTier: 1 }),
  ...registered,
  inReview('appointCouncil', 'director', {}),
  ...(['lead', 'reviewer'] as const).map((by) =>
    inReview('submitOpinion', by, {
      strengths: `Điểm mạnh theo ${people[by].name}.`,
      weaknesses: 'Học liệu số chưa đủ khối.',
      questions: by === 'lead' ? ['Nguồn kinh phí thay thiết bị?'] : [],
      recommend: by === 'lead',
    }),
  ),
  inReview('recordVisit', 'reviewer', { visitedOn: '2026-02-04', minutes: '01/BB-KTTT', ...visit }),
  inReview('holdMeeting', 'reviewer', {
    minutes: paper('02/BB-HĐTĐ', '2026-02-12'),
    heldOn: '2026-02-12',
    present: [{ personId: 'r1' }],
    questions: [{ question: 'Kết quả các tiêu chí bắt buộc', for: 1, against: 0 }],
    conclusion: { recommend: true, tier: 1, for: 1, against: 0 },
  }),
  inReview('notifyResult', 'lead', { notice: paper('03/TB-HĐTĐ', '2026-02-17'), summary: 'Trường đạt Mức 1.' }),
  inReview('acceptDraft', 'principal', { letter: paper('66/CV-THPT', '2026-02-21') }),
  revoked('revokeNationalStandard', 'director'),
]

function acted(acts: readonly ReturnType<typeof inSelf>[]): Act[] {
  return acts.map(({ by, ...act }) => ({ ...act, at: '2026-02-20T02:00:00.000Z', actor: people[by] }))
}

/** One case of each edition that has come to every paper, but for those of the other outcome. */
export function paperInputs(): { old: ReportInput; current: ReportInput } {
  const granted = {
    accreditationDecision: '120/QĐ-SGDĐT',
    accreditationDecidedOn: '2026-06-10',
    accreditationGrade: 1,
    accreditationCertificate: '01/2026/CN-KĐCLGD',
    nationalStandardDecision: '55/QĐ-UBND',
    nationalStandardDecidedOn: '2026-06-20',
    nationalStandardGrade: 1,
    nationalStandardCertificate: '04/2026/CQG',
  }
  const old = {
    set: 'vn-trung-hoc/2018',
    procedure: 'vn-2018',
    processes: { selfAssessment: self, externalReview: review, certification: granted },
  }
  const current = {
    set: 'vn-pho-thong/2026',
    procedure: 'vn-2026',
    processes: {
      selfAssessment: { ...samplePlan, ...self },
      externalReview: { ...review, requested: ['nationalStandard'], requestedGrade: null },
      certification: granted,
    },
  }
  return {
    old: { ...sampleInput(old), acts: acted(acts2018) },
    current: { ...sampleInput(current), acts: acted(acts2026) },
  }
}
