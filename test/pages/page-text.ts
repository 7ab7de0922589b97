// What is wrong with the words of a page: names out of the code, letters without their marks, and English pages with Vietnamese buttons.
import { Parser } from 'htmlparser2'

interface Piece {
  text: string
  lang: string
  /** The elements it stands in, innermost last; none of what an attribute says. */
  within: readonly string[]
}

const readAloud = ['aria-label', 'title', 'placeholder', 'alt', 'data-label']
const silent = ['script', 'style', 'template', 'code', 'pre', 'kbd', 'samp', 'textarea']

/** Every text of a page that somebody sees or hears, with its language. */
export function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = []
  const stack: { name: string; lang: string }[] = [{ name: '', lang: 'vi' }]
  const add = (text: string, inAttribute = false) => {
    const within = stack.map(({ name }) => name)
    const told = text.replaceAll(/\s+/g, ' ').trim()
    if (told !== '' && !within.some((name) => silent.includes(name)))
      pieces.push({ text: told, lang: stack.at(-1)?.lang ?? 'vi', within: inAttribute ? [] : within })
  }
  let text = ''
  const flush = () => {
    add(text)
    text = ''
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      flush()
      stack.push({ name, lang: attributes['lang'] ?? stack.at(-1)?.lang ?? 'vi' })
      for (const key of readAloud) if (attributes[key]) add(attributes[key], true)
    },
    // An entity ends a piece for the parser, not for a reader.
    ontext(part) {
      text += part
    },
    onclosetag() {
      flush()
      stack.pop()
    },
  })
  parser.end(html)
  return pieces
}

/** Two words that have a mark in Vietnamese and are no words of another language; names and figures of speech stay out. */
const marked = [
  'tiêu chí',
  'tiêu chuẩn',
  'minh chứng',
  'hội đồng',
  'đánh giá',
  'quyết định',
  'hồ sơ',
  'chứng nhận',
  'đăng nhập',
  'tìm kiếm',
  'báo cáo',
  'nhà trường',
  'kế hoạch',
  'thẩm định',
  'kiểm định',
  'chất lượng',
  'giáo dục',
  'chủ tịch',
  'thành viên',
  'thư ký',
  'hiệu trưởng',
  'thông báo',
  'chu kỳ',
  'công nhận',
  'nhật ký',
  'mật khẩu',
  'tài khoản',
  'khảo sát',
  'nhận xét',
  'người',
  'không',
  'được',
  'trường',
  'điểm mạnh',
  'hạn chế',
  'cải tiến',
]
const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
const unmarked = new RegExp(`(?<![\\p{L}\\p{N}@./_-])(${marked.map(bare).join('|')})(?![\\p{L}\\p{N}@/_-])`, 'iu')
const anyMark = /[^\p{ASCII}]/u
/** A sentence of ours; five words of Vietnamese in a row without a mark do not happen. */
const sentence = /^\p{L}+( \p{L}+){4,}/u

const keyLike = /(?<![\p{L}\p{N}@./_-])(?:[a-z]+(?:[A-Z][a-z]+)+|[a-z]+_[a-z_]+)(?![\p{L}\p{N}@/_-])/u
const leaked = /\bundefined\b|\bNaN\b|\[object |\bnull\b|\{\{/
/** What English pages must have translated: the words of the page itself, not those of the case. */
const own = ['button', 'legend', 'th', 'caption', 'nav']

/** Faults of the words of a page in this language. `names` of people and bodies are the same in each. */
export function wordFaults(html: string, lang: 'vi' | 'en', names: readonly string[] = []): string[] {
  return piecesOf(html).flatMap((piece) => {
    const { text } = piece
    const shown = `“${text.slice(0, 90)}”`
    const key = keyLike.exec(text)?.[0] ?? leaked.exec(text)?.[0]
    if (key !== undefined) return [`“${key}” is a word of the code: ${shown}`]
    if (text !== text.normalize('NFC')) return [`letters and marks are apart: ${shown}`]
    if (lang === 'en')
      return englishFault(piece) && !names.some((name) => text.includes(name)) ? [`not in English: ${shown}`] : []
    if (piece.lang !== 'vi') return []
    if (unmarked.test(text)) return [`marks are missing: ${shown}`]
    return sentence.test(text) && !anyMark.test(text) ? [`not in Vietnamese, or without its marks: ${shown}`] : []
  })
}

/** Numbers of papers are what they are. */
const isNumber = (text: string) => /^\S*\d\S*$/.test(text)

function englishFault({ text, lang, within }: Piece): boolean {
  return (
    lang === 'en' &&
    !isNumber(text) &&
    within.some((name) => own.includes(name)) &&
    /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(text)
  )
}
