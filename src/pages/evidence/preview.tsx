// A file looked at without downloading it: PDF and pictures as they are, Word and Excel as their text, everything else by its name.
import type { Child } from 'hono/jsx'
import type { EvidenceItem } from '../../domain/case.ts'
import type { PreviewText } from '../../exchange/preview/blocks.ts'
import { docxText } from '../../exchange/preview/docx.ts'
import { xlsxText } from '../../exchange/preview/xlsx.ts'
import type { FileStore } from '../../store/files/file-store.ts'
import type { View } from '../view.ts'

type File = EvidenceItem['file']

export type Shown =
  | { as: 'pdf' | 'picture' }
  | { as: 'text'; text: PreviewText }
  | { as: 'nothing'; because: 'kind' | 'size' | 'broken' }

const office = 'application/vnd.openxmlformats-officedocument'
interface Reader {
  read(bytes: Uint8Array): PreviewText | null | Promise<PreviewText | null>
  /** Larger files are opened by whoever wants them: a workbook takes the server long, and everybody waits. */
  largest: number
}
const readers: Readonly<Record<string, Reader>> = {
  [`${office}.wordprocessingml.document`]: { read: docxText, largest: 10_000_000 },
  [`${office}.spreadsheetml.sheet`]: { read: xlsxText, largest: 1_000_000 },
}
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

export async function previewOf(files: FileStore, file: File): Promise<Shown> {
  if (file.type === 'application/pdf') return { as: 'pdf' }
  if (pictures.includes(file.type)) return { as: 'picture' }
  const reader = readers[file.type]
  if (!reader) return { as: 'nothing', because: 'kind' }
  if (file.size > reader.largest) return { as: 'nothing', because: 'size' }
  const bytes = Buffer.concat(await (await files.get(file.sha256)).toArray())
  const text = await reader.read(new Uint8Array(bytes))
  return text ? { as: 'text', text } : { as: 'nothing', because: 'broken' }
}

interface Props {
  view: View
  shown: Shown
  name: string
  src: string
  /** What is told above the content. */
  children?: Child
}

export function Preview({ view, shown, name, src, children }: Props) {
  const { t } = view
  const label = t(`Nội dung tệp ${name}`, `Content of ${name}`)
  return (
    <div class="preview">
      {children}
      {shown.as === 'pdf' && <iframe src={src} title={label} loading="lazy"></iframe>}
      {shown.as === 'picture' && <img src={src} alt={name} loading="lazy" />}
      {shown.as === 'text' && <TextPreview view={view} text={shown.text} label={label} />}
      {shown.as === 'nothing' && <p class="hint">{whyNot(view)[shown.because]}</p>}
    </div>
  )
}

const whyNot = ({ t }: View) => ({
  kind: t('Loại tệp này không xem trước được; hãy tải về.', 'This kind of file has no preview; download it.'),
  size: t('Tệp lớn: hãy tải về để xem.', 'The file is large: download it.'),
  broken: t('Không đọc được chữ trong tệp; hãy tải về.', 'The text of the file cannot be read; download it.'),
})

function TextPreview({ view, text, label }: { view: View; text: PreviewText; label: string }) {
  return (
    <div class="card paper" tabindex={0} role="region" aria-label={label} lang="vi">
      <p class="hint">
        {view.t('Chỉ có chữ và bảng; xem định dạng thì mở tệp.', 'Text and tables only; open the file for its looks.')}
      </p>
      {text.blocks.map((block) =>
        block.kind === 'table' ? (
          <table>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p class={block.kind === 'heading' ? 'strong' : undefined}>{block.text}</p>
        ),
      )}
      {text.isCut && <p class="hint">{view.t('… còn nữa trong tệp.', '… more in the file.')}</p>}
    </div>
  )
}
