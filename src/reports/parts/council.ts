// The self-assessment council with its secretariat and working groups, as lists that papers attach.
import type { Bench } from './frame.ts'
import { say } from '../../domain/text.ts'
import { councilRows, peopleTable, selfAssessmentOf, type PersonRow, type SelfAssessment } from './people.ts'
import { criteriaOf } from './summary.ts'
import type { CaseView } from './acts.ts'
import { tooEarly, type Numbered } from './acts.ts'

export type Council = SelfAssessment & { councilDecision: Numbered }

/** Throws `conflict` while the school has no council. */
export function councilOf({ submission }: CaseView): Council {
  const self = selfAssessmentOf(submission)
  const { councilDecision } = self
  if (councilDecision === null)
    throw tooEarly(
      say('Nhà trường chưa thành lập hội đồng tự đánh giá.', 'The school has not set up its self-assessment council.'),
    )
  return { ...self, councilDecision }
}

export function chairOf({ council }: SelfAssessment): string {
  return council.find(({ duty }) => duty === 'chair')?.name ?? ''
}

/** Council, secretariat and groups; positions are known of members of the council. */
export function councilLists(self: SelfAssessment) {
  const positions = new Map(self.council.map(({ name, position }) => [name, position ?? '']))
  const row = (name: string, index: number, duty: string): PersonRow => ({
    place: index + 1,
    name,
    position: positions.get(name) ?? '',
    duty,
  })
  return {
    council: peopleTable(councilRows(self)),
    secretariat: peopleTable(self.secretariat.map(({ name }, index) => row(name, index, 'Thành viên nhóm thư ký'))),
    groups: self.groups.map(({ name, lead, members, criteria }) => ({
      name,
      criteria: criteria.join(', '),
      table: peopleTable([
        ...(lead ? [row(lead.name, 0, 'Nhóm trưởng')] : []),
        ...members.map((one, index) => row(one.name, index + 1, 'Thành viên')),
      ]),
    })),
  }
}

/** The group that rates a criterion, and who leads it. */
export function groupOf(self: SelfAssessment, criterion: string): { name: string; lead: string } | null {
  const group = self.groups.find(({ criteria }) => criteria.includes(criterion))
  return group ? { name: group.name, lead: group.lead?.name ?? '' } : null
}

/** The criteria a paper of sheets is about: all, or the one asked for. */
export function criteriaAsked({ set, only }: Pick<Bench, 'set' | 'only'>) {
  return criteriaOf(set).filter(({ id }) => only === undefined || only === id)
}
