// What a dossier that was sent back lacks, in the words of whoever sent it back; on every page where it is mended or waited for.
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'

export function ReturnedPoints({ view, cycle, points }: { view: View; cycle: string; points: readonly string[] }) {
  const { t } = view
  if (points.length === 0) return null
  return (
    <section class="told warn" aria-labelledby="returned">
      <div>
        <strong id="returned">
          {t(
            'Hồ sơ đã trả lại trường để hoàn thiện các điểm sau',
            'The dossier went back to the school for these points',
          )}
        </strong>
        <ul lang="vi">
          {points.map((point) => (
            <li>{point}</li>
          ))}
        </ul>
        <a href={`${caseUrl(cycle)}/papers`}>{t('Đọc văn bản yêu cầu', 'Read the notice')}</a>
      </div>
    </section>
  )
}
