// What the acts of the journal are called: changes that belong to no case.
import { say, type Text } from '../../domain/text.ts'

const acts: Readonly<Record<string, Text>> = {
  acceptInvitation: say('Nhận lời mời', 'Invitation accepted'),
  addOrganisation: say('Thêm đơn vị', 'Organisation added'),
  addPhoto: say('Thêm ảnh khảo sát', 'Photo of a visit added'),
  beginDemonstration: say('Bắt đầu nạp tỉnh mẫu', 'Demonstration begun'),
  changeHolidays: say('Sửa lịch nghỉ', 'Holidays changed'),
  changePassword: say('Đổi mật khẩu', 'Password changed'),
  correctPerson: say('Sửa thông tin người dùng', 'Person corrected'),
  createPerson: say('Thêm người', 'Person added'),
  createToken: say('Tạo mã truy cập', 'Token made'),
  createWebhook: say('Tạo đăng ký nhận tin', 'Subscription made'),
  declareIndependence: say('Cam kết độc lập', 'Independence declared'),
  declareInterest: say('Khai báo lợi ích liên quan', 'Interest declared'),
  delegateOffice: say('Ủy quyền', 'Office delegated'),
  endDelegation: say('Kết thúc ủy quyền', 'Delegation ended'),
  endOffice: say('Thôi chức vụ', 'Office ended'),
  endSession: say('Kết thúc phiên đăng nhập', 'Session ended'),
  endWebhook: say('Dừng đăng ký nhận tin', 'Subscription ended'),
  enterFirst: say('Tạo quản trị viên đầu tiên', 'First administrator entered'),
  erasePerson: say('Xóa dữ liệu cá nhân', 'Personal data erased'),
  giveOffice: say('Giao chức vụ', 'Office given'),
  importCases: say('Nhập hồ sơ từ sổ tính', 'Cases imported'),
  importCertificates: say('Nhập chứng nhận, bằng từ sổ tính', 'Certificates imported'),
  importPackage: say('Khôi phục hồ sơ từ gói', 'Case restored from a package'),
  importSchools: say('Nhập danh sách trường từ sổ tính', 'Schools imported'),
  invitePerson: say('Mời người dùng', 'Person invited'),
  linkSignOn: say('Liên kết đăng nhập của tỉnh', 'Sign-on linked'),
  loadDemonstration: say('Nạp xong tỉnh mẫu', 'Demonstration loaded'),
  makeCertificate: say('In chứng nhận', 'Certificate printed'),
  publishSet: say('Công bố bộ tiêu chuẩn', 'Criteria set published'),
  redeliver: say('Gửi lại tin', 'Delivery sent again'),
  reissueCertificate: say('Cấp lại chứng nhận', 'Certificate reissued'),
  resetPassword: say('Đặt lại mật khẩu', 'Password reset'),
  resetSecondFactor: say('Đặt lại xác thực hai bước', 'Second factor reset'),
  retryEffect: say('Làm lại một việc', 'Effect tried again'),
  retryMail: say('Gửi lại một thư', 'Mail tried again'),
  revokeToken: say('Thu hồi mã truy cập', 'Token revoked'),
  saveSchoolData: say('Lưu dữ liệu của trường', 'School data saved'),
  withdrawInterest: say('Rút khai báo lợi ích', 'Interest withdrawn'),
}

export const journalActs: readonly string[] = Object.keys(acts)

export function actName(action: string): Text {
  return acts[action] ?? say(action, action)
}
