// People and a team for the samples of the event books: believable, and eligible under both editions.
import type { Facts } from '../../src/domain/facts.ts'

const person = (name: string, organisation: string, yearsInSector: number): Facts['people'][string] => ({
  name,
  organisation,
  yearsInSector,
  educationSector: true,
  trained: true,
  workedAtSchool: false,
})

export const samplePeople: Facts['people'] = {
  'nguyen-thi-hoa': person('Nguyễn Thị Hòa', 'Phòng Quản lý chất lượng, Sở GDĐT', 21),
  'tran-van-minh': person('Trần Văn Minh', 'Trường THPT Lê Lợi', 17),
  'le-thi-thu': person('Lê Thị Thu', 'Trường Tiểu học Kim Đồng', 14),
  'pham-quoc-bao': person('Phạm Quốc Bảo', 'Trường THCS Nguyễn Du', 11),
  'vo-thi-lan': person('Võ Thị Lan', 'Trường Mầm non Hoa Sen', 9),
  'dang-van-son': person('Đặng Văn Sơn', 'Trường THPT Trần Phú', 12),
}

export const sampleMembers = [
  { personId: 'nguyen-thi-hoa', role: 'teamLead' as const },
  { personId: 'tran-van-minh', role: 'teamSecretary' as const },
  { personId: 'le-thi-thu', role: 'reviewer' as const },
  { personId: 'pham-quoc-bao', role: 'reviewer' as const },
  { personId: 'vo-thi-lan', role: 'reviewer' as const },
]

export const sampleReview: Facts['review'] = {
  unscored: {},
  unmoderated: [],
  level: 2,
  decisions: { accreditation: { outcome: 'granted', grade: 2 }, nationalStandard: { outcome: 'granted', grade: 1 } },
}
