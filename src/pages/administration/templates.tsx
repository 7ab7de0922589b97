// The templates of papers: which the department has replaced by its own, and what is wrong with any, by line.
import { checkTemplates, type CheckedTemplate } from '../../reports/check-templates.ts'
import { page } from '../page.ts'
import type { View } from '../view.ts'
import { AdminPage } from './parts.tsx'

function Template({ view, one }: { view: View; one: CheckedTemplate }) {
  const { t, say } = view
  const titles = [...new Set(one.titles.map(say))]
  return (
    <li class="wide">
      <div>
        <h2>{titles.join('; ')}</h2>
        <p>
          <code>{one.file}</code>
        </p>
        {one.faults.length > 0 && (
          <ul lang="vi">
            {one.faults.map(({ line, message }) => (
              <li>
                {t('dòng', 'line')} {line}: {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="formats">
        <span class={`chip ${one.own ? '' : 'none'}`}>
          {one.own ? t('mẫu riêng của Sở', 'own') : t('mẫu đi kèm', 'shipped')}
        </span>
        <span class={`chip ${one.faults.length === 0 ? 'good' : 'bad'}`}>
          {one.faults.length === 0 ? t('đúng', 'good') : t(`${one.faults.length} lỗi`, `${one.faults.length} faults`)}
        </span>
      </div>
    </li>
  )
}

export const templatePages = [
  page({
    method: 'get',
    path: '/administration/templates',
    access: { to: 'seeRoster', of: 'reach' },
    async handle({ view, services: { templatesDir } }) {
      const { t } = view
      const all = (await checkTemplates(templatesDir, { ownOnly: true })).toSorted(
        (a, b) => b.faults.length - a.faults.length || +b.own - +a.own,
      )
      const own = all.filter((one) => one.own).length
      return (
        <AdminPage
          view={view}
          area="templates"
          title={t('Mẫu văn bản', 'Templates')}
          lead={t(
            `${all.length} mẫu, ${own} mẫu riêng của Sở.`,
            `${all.length} templates, ${own} of the department’s own.`,
          )}
        >
          <p>
            {templatesDir === undefined
              ? t(
                  'Máy chủ chưa đặt thư mục mẫu riêng (TEMPLATES_DIR). Khi có, mẫu cùng tên trong thư mục ấy thay mẫu đi kèm.',
                  'The server has no folder of own templates (TEMPLATES_DIR). With one, a template of the same name replaces the shipped one.',
                )
              : t(
                  'Mẫu riêng được kiểm tra lại mỗi lần mở trang này: sửa tệp rồi tải lại trang.',
                  'Own templates are checked anew each time this page opens: change the file, then reload.',
                )}
          </p>
          <ul class="list">
            {all.map((one) => (
              <Template view={view} one={one} />
            ))}
          </ul>
        </AdminPage>
      )
    },
  }),
]
