// The page of a package for people: what lies where, and how to check it.
import { names, type CaseFile } from './format.ts'

export function guideOf({ cycle, schools, scope, absent }: CaseFile): string {
  const school = String(schools[0]?.data['name'] ?? cycle.schoolId)
  return `GÓI HỒ SƠ KIỂM ĐỊNH
${school}, chu kỳ ${cycle.period} (${cycle.id})
${scope === 'whole' ? 'Toàn bộ hồ sơ.' : 'Phần hồ sơ của nhà trường.'}${absent.length > 0 ? ` Có ${absent.length} mục không nằm trong gói; xem mục "absent" của ${names.case}.` : ''}

reports/             các báo cáo, quyết định; mã minh chứng trong báo cáo mở thẳng tệp trong gói
certificates/        chứng nhận, bằng đúng như đã ký; bản không còn giá trị cũng được giữ
evidence/            tệp minh chứng, mỗi tiêu chí một thư mục
submissions/         các bản chốt, đúng như khi nộp
${names.case}            dữ liệu của hồ sơ
${names.history}        toàn bộ lịch sử, mỗi dòng nối với dòng trước bằng mã băm SHA-256
rules/               bộ tiêu chuẩn, quy định và quy trình đã áp dụng
${names.manifest}        mã băm SHA-256 và độ dài của từng tệp
${names.signature}    chữ ký trên ${names.manifest}, nếu gói được ký

Kiểm tra gói, không cần mạng và máy chủ:
  npm run kiemdinh -- verify TỆP.zip
`
}
