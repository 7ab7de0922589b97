// People, a council and groups for the samples of the event books: a school that either edition accepts.
import type { Facts } from '../../src/domain/facts.ts'

const person = (name: string): Facts['people'][string] => ({
  name,
  organisation: 'Trường Mẫu',
  yearsInSector: 12,
  educationSector: true,
  trained: false,
  workedAtSchool: true,
})

/** The principal signs the decision himself, so he stands here by the name under which he acts. */
export const schoolPeople: Facts['people'] = {
  principal: person('Nguyễn Thị Mai'),
  'tran-quoc-huy': person('Trần Quốc Huy'),
  'le-thi-hanh': person('Lê Thị Hạnh'),
  'pham-van-duc': person('Phạm Văn Đức'),
  'hoang-thi-lien': person('Hoàng Thị Liên'),
  'do-minh-tuan': person('Đỗ Minh Tuấn'),
  'bui-thi-nga': person('Bùi Thị Nga'),
}

export const sampleCouncil = [
  { personId: 'principal', duty: 'chair' as const, position: 'Hiệu trưởng' },
  { personId: 'tran-quoc-huy', duty: 'viceChair' as const, position: 'Phó Hiệu trưởng' },
  { personId: 'le-thi-hanh', duty: 'secretary' as const, position: 'Tổ trưởng tổ Ngữ văn' },
  { personId: 'pham-van-duc', duty: 'member' as const, position: 'Tổ trưởng tổ Toán' },
  { personId: 'hoang-thi-lien', duty: 'member' as const, position: 'Tổ trưởng tổ Văn phòng' },
  { personId: 'do-minh-tuan', duty: 'member' as const, position: 'Bí thư Đoàn trường' },
  { personId: 'bui-thi-nga', duty: 'member' as const, position: 'Giáo viên' },
]

export const sampleSecretariat = [{ personId: 'le-thi-hanh' }, { personId: 'bui-thi-nga' }]

export const sampleGroups = [
  {
    name: 'Nhóm 1',
    lead: { personId: 'tran-quoc-huy' },
    members: [{ personId: 'bui-thi-nga' }],
    criteria: ['1.1', '1.2'],
  },
  {
    name: 'Nhóm 2',
    lead: { personId: 'pham-van-duc' },
    members: [{ personId: 'do-minh-tuan' }],
    criteria: ['2.1', '2.2'],
  },
]

export const sampleAssessment: Facts['assessment'] = {
  complete: true,
  missing: [],
  level: 2,
  decisions: { accreditation: { outcome: 'granted', grade: 2 }, nationalStandard: { outcome: 'granted', grade: 1 } },
}
export const unfinishedAssessment: Facts['assessment'] = {
  complete: false,
  missing: ['1.2', '3.4'],
  level: null,
  decisions: {},
}
export const failedAssessment: Facts['assessment'] = { complete: true, missing: [], level: 0, decisions: {} }

export const sampleSchool: Facts['school'] = {
  id: 's1',
  name: 'Trường Tiểu học Mẫu',
  kind: 'primary',
  status: 'active',
  foundedOn: '2000-09-05',
  viaCommune: true,
  cohortCompleted: true,
  conditionsMet: true,
}
