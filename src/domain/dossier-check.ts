// What a dossier still lacks: the one list of points that the school sees before it hands in and the department when it checks.
import type { EvidenceItem, FrozenSheet, SchoolData } from './case.ts'
import { checkCitations, type CitationRules } from './evidence-citations.ts'
import { say, type Text } from './text.ts'

/** `stops` = the dossier is not complete; `warns` = it can be handed in, and will be asked about. */
export interface DossierPoint {
  kind: 'openCriterion' | 'deadCode' | 'bareClaim' | 'uncited' | 'missingText' | 'missingTable'
  weight: 'stops' | 'warns'
  /** Where it is mended: a criterion, a piece of evidence, or a field of the school's data. */
  criterion?: string
  code?: string
  field?: string
  text: Text
}

export interface Dossier {
  /** Every criterion that has to be agreed; the level-4 items are not among them. */
  criteria: readonly string[]
  sheets: readonly Pick<FrozenSheet, 'kind' | 'criterion' | 'state' | 'content'>[]
  evidence: readonly Pick<EvidenceItem, 'code'>[]
  school: SchoolData
  rules: CitationRules
}

/** Points that stop first, each kind in the order of the criteria. No point that stops = the dossier is complete. */
export function checkDossier({ criteria, sheets, evidence, school, rules }: Dossier): DossierPoint[] {
  const own = sheets.filter(({ kind }) => kind === 'school')
  const points = [
    ...openCriteria(criteria, own).map(openPoint),
    ...citationPoints(own, evidence, rules),
    ...schoolPoints(school),
  ]
  return points.toSorted((a, b) => Number(a.weight === 'warns') - Number(b.weight === 'warns'))
}

/** Criteria whose sheet of the school is not agreed. */
export function openCriteria(
  criteria: readonly string[],
  sheets: readonly Pick<FrozenSheet, 'kind' | 'criterion' | 'state'>[],
): string[] {
  const agreed = new Set(
    sheets.filter(({ kind, state }) => kind === 'school' && state === 'agreed').map(({ criterion }) => criterion),
  )
  return criteria.filter((criterion) => !agreed.has(criterion))
}

function openPoint(criterion: string): DossierPoint {
  const text = say(
    `Tiêu chí ${criterion} chưa chấm xong hoặc chưa thống nhất.`,
    `Criterion ${criterion} is not fully rated or not agreed.`,
  )
  return { kind: 'openCriterion', weight: 'stops', criterion, text }
}

function citationPoints(
  sheets: Dossier['sheets'],
  evidence: Dossier['evidence'],
  rules: CitationRules,
): DossierPoint[] {
  const { dead, bare, uncited } = checkCitations(rules, sheets, evidence)
  return [
    ...dead.map(({ criterion, code }): DossierPoint => {
      const text = say(
        `Tiêu chí ${criterion} dẫn mã ${code} không có trong danh mục minh chứng.`,
        `Criterion ${criterion} cites ${code}, which is not in the register of evidence.`,
      )
      return { kind: 'deadCode', weight: 'warns', criterion, code, text }
    }),
    ...bare.map(({ criterion, part }): DossierPoint => {
      const text = say(
        `Tiêu chí ${criterion}: mô tả hiện trạng ${placeOf(part)} chưa dẫn minh chứng.`,
        `Criterion ${criterion}: the current state of ${part} cites no evidence.`,
      )
      return { kind: 'bareClaim', weight: 'warns', criterion, field: `currentState.${part}`, text }
    }),
    ...uncited.map((code): DossierPoint => {
      const text = say(`Minh chứng ${code} chưa được phiếu nào dẫn.`, `Evidence ${code} is cited by no sheet.`)
      return { kind: 'uncited', weight: 'warns', code, text }
    }),
  ]
}

/** A level is `Mức 2`, an item of level 4 is called by its id. */
function placeOf(part: string): string {
  return /^\d+$/.test(part) ? `Mức ${part}` : part
}

const texts = [
  ['situation', say('tình hình chung của nhà trường', 'the general situation')],
  ['conclusion', say('phần kết luận của báo cáo', 'the conclusion of the report')],
] as const

function schoolPoints(school: SchoolData): DossierPoint[] {
  const empty = texts.filter(([field]) => school[field].trim() === '')
  const points = empty.map(([field, name]): DossierPoint => {
    const text = say(`Chưa viết ${name.vi}.`, `Not written: ${name.en}.`)
    return { kind: 'missingText', weight: 'warns', field, text }
  })
  if (school.tables.length > 0) return points
  const text = say('Chưa có bảng số liệu nào của Phần I.', 'There is no table of Part I yet.')
  return [...points, { kind: 'missingTable', weight: 'warns', field: 'tables', text }]
}
