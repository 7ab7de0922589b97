// Who sits in a review team: appointment, size, Điều 30, conflicts of interest, replacement.
import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/domain/roles.ts'
import { sampleMembers, samplePeople } from './samples.ts'
import { appointed, atDesk, both, decision, issuesFor, moderating, start, team, type Story } from './story-2018.ts'

describe('the team', () => {
  const accepted = (input?: Record<string, unknown>) => start(input).sample('acceptDossier')

  it('is set up by the director for accreditation, by the province when the national standard is asked', () => {
    const nothing = { delegation: undefined }
    expect(issuesFor(accepted(), 'departmentDirector', 'appointTeam', nothing)).toEqual([])
    expect(issuesFor(accepted(), 'provincialChair', 'appointTeam', nothing)).toEqual([
      ['decision', 'Trường chỉ đề nghị kiểm định chất lượng giáo dục: Giám đốc Sở GDĐT quyết định thành lập đoàn.'],
    ])
    const national = accepted({ ...both, viaCommune: false })
    expect(issuesFor(national, 'provincialChair', 'appointTeam', nothing)).toEqual([])
    expect(issuesFor(national, 'departmentDirector', 'appointTeam', nothing)).toEqual([
      [
        'delegation',
        'Trường đề nghị công nhận đạt chuẩn quốc gia: Chủ tịch UBND tỉnh quyết định. Nếu được ủy quyền, ghi số và ngày văn bản ủy quyền.',
      ],
    ])
    const delegation = { number: '88/UQ-UBND', date: '2026-01-05' }
    expect(issuesFor(national, 'departmentDirector', 'appointTeam', { delegation })).toEqual([])
  })

  it('has the size of the procedure, larger for the national standard', () => {
    const many = (count: number) => ({
      members: [
        ...sampleMembers,
        ...Array.from({ length: count - 5 }, (_, index) => ({ personId: `p${index}`, role: 'reviewer' })),
      ],
    })
    const people = { ...samplePeople }
    for (let index = 0; index < 5; index += 1) people[`p${index}`] = { ...person(), name: `Người ${index}` }
    const size = (story: Story, role: Role, count: number) =>
      issuesFor(
        story,
        role,
        'appointTeam',
        count < 5 ? { members: sampleMembers.slice(0, count) } : many(count),
        people,
      )
    expect(size(accepted(), 'departmentDirector', 4)).toEqual([['members', 'Có 4 thành viên, cần ít nhất 5.']])
    expect(size(accepted(), 'departmentDirector', 8)).toEqual([['members', 'Có 8 thành viên, nhiều nhất là 7.']])
    expect(size(accepted({ ...both, viaCommune: false }), 'provincialChair', 9)).toEqual([])
  })

  it('has exactly one lead and one secretary, and nobody twice', () => {
    const members = [...sampleMembers.slice(0, 4), { personId: 'le-thi-thu', role: 'teamLead' }]
    expect(issuesFor(accepted(), 'departmentDirector', 'appointTeam', { members })).toEqual([
      ['members', 'Cần đúng 1 trưởng đoàn (chủ tịch hội đồng), đang có 2.'],
      ['members.4.personId', 'Người này đã có trong danh sách.'],
    ])
  })

  it('takes nobody who worked at the school, is new to the sector, untrained or unknown', () => {
    const people: typeof samplePeople = {
      ...samplePeople,
      'le-thi-thu': { ...person(), name: 'Lê Thị Thu', workedAtSchool: true },
      'pham-quoc-bao': { ...person(), name: 'Phạm Quốc Bảo', yearsInSector: 4, trained: false },
    }
    const { 'vo-thi-lan': _, ...known } = people
    expect(issuesFor(accepted(), 'departmentDirector', 'appointTeam', {}, known)).toEqual([
      ['members.2.personId', 'Lê Thị Thu đã từng công tác tại trường được đánh giá.'],
      ['members.3.personId', 'Phạm Quốc Bảo mới công tác trong ngành 4 năm, cần ít nhất 5 năm.'],
      ['members.3.personId', 'Phạm Quốc Bảo chưa hoàn thành tập huấn đánh giá ngoài.'],
      ['members.4.personId', 'Chưa có người này trong danh sách.'],
    ])
  })

  it('a member from another sector needs no years in education', () => {
    const outsider = { ...person(), educationSector: false, yearsInSector: 0, trained: false }
    const people = { ...samplePeople, 'le-thi-thu': outsider }
    expect(issuesFor(accepted(), 'departmentDirector', 'appointTeam', {}, people)).toEqual([])
  })

  it('gets its roles with the decision and its sheets when the desk review begins', () => {
    expect(appointed().effects[0]).toEqual({ type: 'appoint', members: sampleMembers })
    expect(appointed().sample('beginDeskReview').effects).toEqual([
      { type: 'openSheets', kind: 'reviewer', persons: team, round: 1 },
    ])
  })

  it('goes no further while a member has a conflict of interest, until a new decision replaces them', () => {
    const story = appointed().sample('declareConflict')
    expect(story.why('beginDeskReview')).toEqual([
      'Võ Thị Lan đã khai xung đột lợi ích: cần quyết định thay thành viên trước khi tiếp tục.',
    ])
    story.sample('replaceMember')
    expect(story.effects).toEqual([
      { type: 'dismiss', personIds: ['vo-thi-lan'] },
      { type: 'appoint', members: [{ personId: 'dang-van-son', role: 'reviewer' }] },
    ])
    expect(story.sample('beginDeskReview').state).toBe('deskReviewing')
  })

  it('opens sheets for the new member at once when the desk review runs', () => {
    const story = atDesk().sample('declareConflict').sample('replaceMember')
    expect(story.effects).toContainEqual({ type: 'openSheets', kind: 'reviewer', persons: ['dang-van-son'], round: 1 })
  })

  it('lets the new member score alone first, when scores were already compared', () => {
    const story = moderating().sample('declareConflict').sample('replaceMember')
    expect(story.state).toBe('scoring')
  })

  it('a member declares only for himself, and who has declared cannot come back', () => {
    expect(issuesFor(appointed(), 'reviewer', 'declareConflict', { personId: 'vo-thi-lan' })).toEqual([
      ['personId', 'Thành viên chỉ khai báo cho chính mình.'],
    ])
    const story = appointed().sample('declareConflict').sample('replaceMember')
    const back = { leaves: { personId: 'dang-van-son' }, joins: { personId: 'vo-thi-lan' }, decision }
    expect(issuesFor(story, 'departmentDirector', 'replaceMember', back)).toEqual([
      ['joins.personId', 'Võ Thị Lan đã khai xung đột lợi ích.'],
    ])
  })
})

function person() {
  const [first] = Object.values(samplePeople)
  if (!first) throw new Error('no sample person')
  return first
}
