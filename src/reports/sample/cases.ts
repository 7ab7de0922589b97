// The sample cases that every report is tried with: each paper can be built from at least one of them.
import type { ReportInput } from '../input.ts'
import { sampleInput, samplePlan } from './input.ts'
import { paperInputs } from './papers.ts'

export const team = [
  { personId: 'r1', name: 'Lê Thị Dẫn', role: 'teamLead' },
  { personId: 'r2', name: 'Phạm Văn Ghi', role: 'teamSecretary' },
]
export const externalReview = {
  team,
  decision: { number: '88/QĐ-SGDĐT', date: '2026-01-10' },
  formalVisit: { from: '2026-02-04', to: '2026-02-06' },
  reply: 'agreed',
  recommendations: [
    { award: 'nationalStandard', recommend: false, grade: null, reason: 'Tiêu chí 1.1 chưa đạt Mức 2.' },
  ],
}
export const certification = {
  accreditationDecision: '120/QĐ-SGDĐT',
  accreditationDecidedOn: '2026-06-10',
  accreditationGrade: 1,
  accreditationCertificate: '01/2026/CN-KĐCLGD',
  accreditationIssuedAt: '2026-06-10T02:00:00.000Z',
  accreditationExpiresAt: '2031-06-10T02:00:00.000Z',
  nationalStandardDecision: '55/QĐ-UBND',
  nationalStandardDecidedOn: '2026-06-20',
  nationalStandardGrade: null,
  nationalStandardReason: 'Chưa giám sát chiến lược.\n\nCần bổ sung.',
}
export const old = {
  set: 'vn-trung-hoc/2018',
  procedure: 'vn-2018',
  teamNotMet: ['1.1:2'],
  scored: 'team',
  processes: { externalReview, certification },
} as const
export const award = {
  kind: 'nationalStandard',
  grade: 1,
  decision: '9/QĐ-SGDĐT',
  decidedOn: '2026-11-02',
  certificate: '03/2026/CQG',
  issuedAt: '2026-11-02T01:00:00.000Z',
  expiresAt: '2031-11-02T01:00:00.000Z',
  reason: null,
} as const
export const current = {
  set: 'vn-pho-thong/2026',
  procedure: 'vn-2026',
  scored: 'team',
  processes: { externalReview },
} as const

/** Decided one way and the other, under both editions, and with an improvement plan. A new paper that none fits adds its own. */
export function sampleInputs(): ReportInput[] {
  const refused = { ...certification, accreditationGrade: null, nationalStandardGrade: 1 }
  return [
    sampleInput(old),
    sampleInput({ ...old, processes: { externalReview, certification: refused } }),
    { ...sampleInput(current), award },
    sampleInput({ ...current, processes: { selfAssessment: samplePlan } }),
    ...Object.values(paperInputs()),
  ]
}
