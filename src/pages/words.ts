// The words of pages for what the code names: roles, kinds of school, processes, papers, awards. Vietnamese as in the circulars.
import type { Role } from '../domain/roles.ts'
import { say, type Text } from '../domain/text.ts'
import { findDefinition } from '../../workflows/index.ts'

const roleNames: Readonly<Record<string, Text>> = {
  principal: say('Hiệu trưởng', 'Principal'),
  councilChair: say('Chủ tịch hội đồng tự đánh giá', 'Chair of the council'),
  councilSecretary: say('Thư ký hội đồng tự đánh giá', 'Secretary of the council'),
  councilMember: say('Ủy viên hội đồng tự đánh giá', 'Member of the council'),
  workingGroup: say('Nhóm công tác', 'Working group'),
  departmentDirector: say('Giám đốc Sở GDĐT', 'Director of the department'),
  qualityHead: say('Trưởng phòng Quản lý chất lượng', 'Head of quality'),
  qualityOfficer: say('Chuyên viên quản lý chất lượng', 'Quality officer'),
  clerk: say('Văn thư', 'Clerk'),
  teamLead: say('Trưởng đoàn, chủ tịch hội đồng thẩm định', 'Team lead, chair of the appraisal council'),
  teamSecretary: say('Thư ký đoàn, hội đồng thẩm định', 'Secretary of the team or council'),
  reviewer: say('Thành viên đoàn, hội đồng thẩm định', 'Member of the team or council'),
  communeOfficer: say('Công chức cấp xã', 'Commune officer'),
  communeChair: say('Chủ tịch UBND cấp xã', 'Commune chair'),
  provincialChair: say('Chủ tịch UBND tỉnh', 'Provincial chair'),
  ministry: say('Bộ Giáo dục và Đào tạo', 'Ministry'),
  auditor: say('Người giám sát', 'Auditor'),
  system: say('Hệ thống', 'The system'),
}

const kindNames: Readonly<Record<string, Text>> = {
  kindergarten: say('Mầm non', 'Kindergarten'),
  primary: say('Tiểu học', 'Primary'),
  lowerSecondary: say('Trung học cơ sở', 'Lower secondary'),
  upperSecondary: say('Trung học phổ thông', 'Upper secondary'),
  multiLevel: say('Phổ thông nhiều cấp học', 'Several levels'),
  continuingEducation: say('Giáo dục thường xuyên', 'Continuing education'),
}

const submissionNames: Readonly<Record<string, Text>> = {
  dossier: say('Hồ sơ của trường', 'Dossier of the school'),
  externalReport: say('Báo cáo của đoàn, hội đồng thẩm định', 'Report of the review'),
  decision: say('Hồ sơ quyết định', 'Decision'),
}

const awardNames: Readonly<Record<string, Text>> = {
  accreditation: say('Đạt kiểm định chất lượng giáo dục', 'Accreditation'),
  nationalStandard: say('Đạt chuẩn quốc gia', 'National standard'),
}

const statusNames: Readonly<Record<string, Text>> = {
  valid: say('Đang có hiệu lực', 'In force'),
  inRemedy: say('Đang khắc phục', 'In remedy'),
  suspended: say('Tạm đình chỉ', 'Suspended'),
  revoked: say('Đã thu hồi', 'Revoked'),
  expired: say('Hết hạn', 'Expired'),
  superseded: say('Đã thay bằng bản mới', 'Superseded'),
}

const secrecyNames: Readonly<Record<string, Text>> = {
  open: say('Công khai', 'Open'),
  internal: say('Nội bộ', 'Internal'),
  restricted: say('Hạn chế (có dữ liệu cá nhân)', 'Restricted (personal data)'),
}

const accountNames: Readonly<Record<string, Text>> = {
  invited: say('Đã mời, chưa nhận', 'Invited'),
  active: say('Đang dùng', 'Active'),
  suspended: say('Tạm khóa', 'Suspended'),
  none: say('Chưa có tài khoản', 'No account'),
}

const organisationNames: Readonly<Record<string, Text>> = {
  ministry: say('Bộ', 'Ministry'),
  province: say('Tỉnh, thành phố', 'Province'),
  department: say('Sở', 'Department'),
  commune: say('Xã, phường', 'Commune'),
  school: say('Trường', 'School'),
}

const named = (names: Readonly<Record<string, Text>>) => (key: string) => names[key] ?? say(key, key)

export const roleName = named(roleNames)
/** A role in a case whose review is of that edition: each circular calls the same seats otherwise. */
export const roleIn = (edition: string | undefined, role: string): Text =>
  findDefinition('externalReview', edition ?? '')?.seats?.[role as Role] ?? roleName(role)
export const kindName = named(kindNames)
export const submissionName = named(submissionNames)
export const awardName = named(awardNames)
export const statusName = named(statusNames)
export const accountName = named(accountNames)
export const organisationName = named(organisationNames)
export const secrecyName = named(secrecyNames)

/** `Cấp độ 2` of an accreditation, `Mức độ 1` of the national standard. */
export function gradeName(award: string, grade: number): Text {
  return award === 'accreditation' ? say(`Cấp độ ${grade}`, `Grade ${grade}`) : say(`Mức độ ${grade}`, `Tier ${grade}`)
}

/** How a criterion is called in a list of them: by its number, the sheet of level-4 items by its name. */
export const criterionCode = (criterion: string): Text =>
  criterion === 'M4' ? say('Mức 4', 'Level 4') : say(criterion, criterion)
