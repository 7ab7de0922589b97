// Who may sit in a team or council: Điều 30 of the 2018 circulars, and what the procedure sets for size.
import { z } from 'zod'
import { conflictsOf } from '../../src/domain/conflict.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { holds, numberOf, type Procedure } from '../../src/domain/procedure.ts'
import type { Issue } from '../../src/domain/process.ts'
import { say } from '../../src/domain/text.ts'
import { Line } from '../common.ts'
import { TeamRole, type Review } from './context.ts'

export const Member = z.strictObject({ personId: Line, role: TeamRole })
type Member = z.infer<typeof Member>
type Path = (string | number)[]

/** Why this person may not sit in judgement on the school; empty when nothing stands against it. */
export function personIssues(personId: string, path: Path, people: Facts['people'], rules: Procedure, context: Review) {
  const issue = (vi: string, en: string): Issue => ({ path, message: say(vi, en) })
  const person = people[personId]
  if (!person) return [issue('Chưa có người này trong danh sách.', 'This person is not in the register.')]
  const { name } = person
  const issues: Issue[] = []
  if (context.conflicts.some((one) => one.personId === personId))
    issues.push(issue(`${name} đã khai xung đột lợi ích.`, `${name} has declared a conflict of interest.`))
  issues.push(...conflictsOf(person).map((message) => ({ path, message })))
  if (!person.educationSector) return issues
  const least = numberOf(rules, 'member.yearsInSector')
  if (least !== null && person.yearsInSector < least)
    issues.push(
      issue(
        `${name} mới công tác trong ngành ${person.yearsInSector} năm, cần ít nhất ${least} năm.`,
        `${name} has ${person.yearsInSector} years in the sector, at least ${least} are needed.`,
      ),
    )
  if (holds(rules, 'member.trainingRequired') && !person.trained)
    issues.push(
      issue(`${name} chưa hoàn thành tập huấn đánh giá ngoài.`, `${name} has not finished reviewer training.`),
    )
  return issues
}

/** Exactly one lead and one secretary, nobody twice, everybody eligible. */
export function membersIssues(members: readonly Member[], people: Facts['people'], rules: Procedure, context: Review) {
  const issues: Issue[] = []
  const only = (role: Member['role'], vi: string, en: string) => {
    const count = members.filter((member) => member.role === role).length
    if (count !== 1)
      issues.push({
        path: ['members'],
        message: say(`Cần đúng 1 ${vi}, đang có ${count}.`, `Exactly 1 ${en}, not ${count}.`),
      })
  }
  only('teamLead', 'trưởng đoàn (chủ tịch hội đồng)', 'lead (chair of the council)')
  only('teamSecretary', 'thư ký', 'secretary')
  members.forEach(({ personId }, index) => {
    const path = ['members', index, 'personId']
    if (members.findIndex((member) => member.personId === personId) < index)
      issues.push({ path, message: say('Người này đã có trong danh sách.', 'This person is already in the list.') })
    issues.push(...personIssues(personId, path, people, rules, context))
  })
  return issues
}

/** The size between two numbers of the procedure; a number not set asks nothing. */
export function sizeIssues(count: number, rules: Procedure, minimum: string, maximum: string): Issue[] {
  const least = numberOf(rules, minimum)
  const most = numberOf(rules, maximum)
  const issue = (vi: string, en: string): Issue => ({ path: ['members'], message: say(vi, en) })
  if (least !== null && count < least)
    return [issue(`Có ${count} thành viên, cần ít nhất ${least}.`, `${count} members, at least ${least} are needed.`)]
  if (most !== null && count > most)
    return [issue(`Có ${count} thành viên, nhiều nhất là ${most}.`, `${count} members, at most ${most} are allowed.`)]
  return []
}
