// Why a file is no YAML, in sentences for whoever wrote it; the parser's own words follow only where no sentence fits.
import type { ErrorCode } from 'yaml'

const sentences: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Lùi đầu dòng phải bằng dấu cách, không dùng phím Tab.',
  BAD_INDENT: 'Dòng này lùi vào không thẳng với các dòng cùng nhóm.',
  MISSING_CHAR: 'Thiếu một ký hiệu: dấu ngoặc, dấu nháy hoặc dấu hai chấm chưa đủ cặp.',
  UNEXPECTED_TOKEN: 'Ký hiệu này đứng không đúng chỗ; câu chữ có ký hiệu thì đặt trong dấu nháy.',
  BAD_SCALAR_START: 'Chữ không được bắt đầu bằng ký hiệu này; hãy đặt trong dấu nháy.',
  BAD_DQ_ESCAPE: 'Dấu \\ trong ngoặc kép phải ghi thành \\\\; hoặc dùng nháy đơn.',
  BLOCK_AS_IMPLICIT_KEY: 'Có hai dấu hai chấm trên một dòng; câu chữ có dấu hai chấm thì đặt trong dấu nháy.',
  MULTILINE_IMPLICIT_KEY: 'Tên mục phải nằm trọn trên một dòng và có dấu hai chấm theo sau.',
  BLOCK_IN_FLOW: 'Trong dấu ngoặc { } hay [ ] không viết theo kiểu xuống dòng lùi vào.',
  MULTIPLE_DOCS: 'Tệp chứa nhiều phần ngăn bằng dòng ---; mỗi tệp chỉ được một phần.',
  TAG_RESOLVE_FAILED: 'Không dùng thẻ kiểu (!...) trong tệp này.',
}

/** The sentence for an error of the parser. */
export function yamlSentence({ code, message }: { code?: string | undefined; message: string }): string {
  if (message.includes('call stack')) return 'Các nhóm lồng nhau quá sâu.'
  if (message.includes('Excessive alias')) return 'Các chỗ dùng lại bằng * nhân lên quá nhiều.'
  return sentences[code as ErrorCode] ?? message
}
