// The ways into and out of a register of evidence: many files at once, photos as one PDF, workbook, last cycle, renumbering.
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'

interface DoorProps {
  view: View
  cycle: string
  may: { add: boolean; keep: boolean }
  waiting: number
}

export function Doors({ view, cycle, may, waiting }: DoorProps) {
  const { t } = view
  const url = caseUrl(cycle)
  const door = (to: string, text: string) => (
    <a class="button quiet small" href={to}>
      {text}
    </a>
  )
  return (
    <p class="doors">
      {waiting > 0 &&
        door(`${url}/evidence-uploads`, t(`Tệp chờ ghi danh mục (${waiting})`, `Files to be entered (${waiting})`))}
      {may.keep && door(`${url}/evidence-copy`, t('Lấy từ chu kỳ trước', 'Take from an earlier cycle'))}
      {may.keep && door(`${url}/evidence-import`, t('Nhập danh mục từ Excel', 'Import a workbook'))}
      {may.keep && door(`${url}/evidence-order`, t('Đánh lại mã', 'Renumber'))}
      {door(`/api/cycles/${encodeURIComponent(cycle)}/evidence.xlsx`, t('Tải danh mục (.xlsx)', 'Take away (.xlsx)'))}
    </p>
  )
}

/** Many files; without scripts by the plain field, up to 10 MB together. */
export function Dropzone({ view, cycle }: { view: View; cycle: string }) {
  const { t } = view
  const url = `${caseUrl(cycle)}/evidence-uploads`
  return (
    <form
      method="post"
      action={`${url}/files`}
      enctype="multipart/form-data"
      class="drop"
      id="drop"
      data-uploads={`/api/cycles/${encodeURIComponent(cycle)}/uploads`}
      data-next={url}
      data-cycle={cycle}
      data-person={view.me?.personId}
      data-done={t('đã tải xong', 'done')}
      data-waits={t('chờ đến lượt', 'waits')}
      data-again={t('mất mạng, đang thử lại…', 'offline, trying again…')}
      data-resume={t('Chọn lại các tệp này để tải tiếp từ chỗ dở: ', 'Choose these files again to go on: ')}
      data-enter={t('Ghi các tệp này vào danh mục', 'Enter these files')}
      data-pages={t('Ghép thành một PDF', 'Make one PDF')}
      data-drop={t('Bỏ', 'Drop')}
      data-page={t('Trang', 'Page')}
      data-scan={t('Ảnh chụp', 'Photos')}
      data-broken={t('Không đọc được ảnh này.', 'This picture cannot be read.')}
    >
      <label for="files">
        <strong>{t('Thêm nhiều tệp cùng lúc', 'Add many files')}</strong>
      </label>
      <p class="hint" id="files-hint">
        {t(
          'Kéo thả tệp vào đây hoặc chọn tệp. Tải xong, bạn ghi tên và tiêu chí cho từng tệp ở bước sau.',
          'Drop files here or choose them. Title and criterion come in the next step.',
        )}
      </p>
      <input id="files" name="files" type="file" multiple aria-describedby="files-hint" />
      <div class="buttons">
        <button class="quiet small" data-plain>
          {t('Tải các tệp lên', 'Send the files up')}
        </button>
        <label class="button quiet small" data-photos hidden>
          {t('Chụp nhiều trang, ghép thành một PDF', 'Take photos into one PDF')}
          <input type="file" accept="image/*" multiple class="unseen" />
        </label>
      </div>
      <ol class="photos" id="photos" hidden></ol>
      <ul class="codes" id="queue" aria-live="polite"></ul>
    </form>
  )
}
