// The mails people get: Vietnamese, with a link, and nothing of a person but the name of the one who reads it.
import { noticeText } from './notices.ts'

interface Filled {
  name: string
  link: string
  /** Of a notice: its key, and the school of the case. */
  message?: string
  school?: string
}

interface Written {
  subject: string
  text: string
}

const foot = `Thư này do hệ thống kiểm định chất lượng giáo dục gửi tự động, xin không trả lời.`
const letter = ({ name }: Filled, ...paragraphs: string[]) => [`Kính gửi ${name},`, ...paragraphs, foot].join('\n\n')

const templates: Readonly<Record<string, (filled: Filled) => Written>> = {
  invitation: (filled) => ({
    subject: 'Mời tham gia hệ thống kiểm định chất lượng giáo dục',
    text: letter(
      filled,
      'Thầy/Cô được cấp tài khoản trên hệ thống kiểm định chất lượng giáo dục. Mời Thầy/Cô mở liên kết sau để đặt mật khẩu:',
      filled.link,
      'Liên kết dùng được một lần, trong 7 ngày.',
    ),
  }),
  reset: (filled) => ({
    subject: 'Đặt lại mật khẩu',
    text: letter(
      filled,
      'Có yêu cầu đặt lại mật khẩu cho tài khoản của Thầy/Cô. Mở liên kết sau để đặt mật khẩu mới:',
      filled.link,
      'Liên kết dùng được một lần, trong 1 giờ. Nếu Thầy/Cô không yêu cầu, xin bỏ qua thư này: mật khẩu không đổi.',
    ),
  }),
  passwordChanged: (filled) => ({
    subject: 'Mật khẩu đã được thay đổi',
    text: letter(
      filled,
      'Mật khẩu tài khoản của Thầy/Cô vừa được thay đổi. Nếu không phải Thầy/Cô đổi, hãy đặt lại mật khẩu ngay và báo người quản trị:',
      filled.link,
    ),
  }),
  notice: (filled) => {
    const news = noticeText(filled.message ?? '').vi
    return {
      subject: `${news} – ${filled.school ?? ''}`,
      text: letter(filled, `Hồ sơ của ${filled.school ?? 'trường'}: ${news}.`, 'Xem tại:', filled.link),
    }
  },
}

/** Throws for a template that does not exist. */
export function writeMail(template: string, filled: Filled): Written {
  const write = templates[template]
  if (!write) throw new Error(`There is no mail "${template}"`)
  const { subject, text } = write(filled)
  // A header is one line, whatever a school is called.
  return { subject: subject.replaceAll(/\s+/g, ' '), text }
}
