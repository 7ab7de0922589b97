// The form of a sheet that one writes on, with what its script says; and what is left of it on a sheet that is closed by now.
import { sheetUrl } from '../page.ts'
import { Field } from '../parts/field.tsx'
import { RatingKeys } from '../review/beside-parts.tsx'
import type { View } from '../view.ts'
import { ConflictTemplate } from './conflict.tsx'
import { PartFields, TextFields, type Held } from './sheet-fields.tsx'

interface WriteProps {
  fields: Held
  version: number
  unsaved: boolean
  /** The fields hold a proposal that was never stored. */
  proposed: boolean
  sendKey: string
}

export function WriteForm({ fields, version, unsaved, proposed, sendKey }: WriteProps) {
  const { view, loaded } = fields
  const { t } = view
  const { process } = loaded.sheet
  const agrees = fields.beside?.mayAgree === true
  const hand = [...loaded.about.allowed, ...loaded.about.refused].find(({ event }) => event === 'submitSheet')
  return (
    <form
      method="post"
      action={sheetUrl(process)}
      id="sheet"
      data-process={process}
      data-cycle={loaded.found.id}
      data-person={view.me?.personId}
      data-unsaved={unsaved ? 'yes' : undefined}
      data-proposed={proposed ? 'yes' : undefined}
      {...sheetWords(view)}
    >
      <input type="hidden" name="_version" value={String(version)} autocomplete="off" />
      <input type="hidden" name="_key" value={sendKey} autocomplete="off" />
      {fields.beside && <RatingKeys view={view} />}
      <PartFields {...fields} />
      <TextFields {...fields} />
      {agrees && <Reason view={view} needed={fields.beside?.scores?.of.differs === true} />}
      <div class="buttons steady">
        <button formnovalidate data-shortcut="Ctrl+S|Lưu phiếu|Save the sheet">
          {t('Lưu', 'Save')}
        </button>
        {hand && (
          <button
            class="quiet"
            name="_then"
            value="submitSheet"
            formnovalidate
            data-shortcut={agrees ? undefined : 'Ctrl+Enter|Lưu và nộp phiếu|Save and hand in'}
          >
            {t('Lưu và nộp phiếu', 'Save and hand in')}
          </button>
        )}
        {agrees && (
          <button
            class="quiet"
            name="_then"
            value="agreeSheet"
            data-shortcut="Ctrl+Enter|Lưu, nộp và thống nhất|Save, hand in and agree"
          >
            {t('Lưu, nộp và thống nhất', 'Save, hand in and agree')}
          </button>
        )}
        <span class="saved" id="saved" role="status"></span>
        <span class="saved" id="present" role="status"></span>
      </div>
      <ConflictTemplate view={view} />
    </form>
  )
}

/** Why the result is what it is; needed where members differ. */
function Reason({ view, needed }: { view: View; needed: boolean }) {
  const { t } = view
  return (
    <section class="card">
      <Field
        view={view}
        id="_reason"
        label={t('Lý do của kết quả thống nhất', 'Reason for the result')}
        optional={!needed}
        hint={
          needed
            ? t('Các thành viên chấm khác nhau nên phải nêu lý do.', 'Members differ, so a reason is needed.')
            : undefined
        }
      >
        <textarea id="_reason" name="_reason" class="short" maxlength={4000} lang="vi" required={needed}></textarea>
      </Field>
    </section>
  )
}

/** What the script says of saving. */
function sheetWords({ t }: View) {
  return {
    'data-saved': t('Đã lưu lúc ', 'Saved at '),
    'data-saving': t('Đang lưu…', 'Saving…'),
    'data-offline': t('Mất mạng: giữ trên máy này.', 'Offline: kept on this machine.'),
    'data-again': t('Đang gửi lại…', 'Sending again…'),
    'data-stale': t(
      'Người khác vừa lưu cùng một mục. Cả hai bản ở ngay dưới ô: ',
      'Somebody saved the same part. Both stand below the field: ',
    ),
    'data-choose': t('đến chỗ chọn', 'go there and choose'),
    'data-refused': t('Chưa lưu được: ', 'Not saved: '),
    'data-kept': t('Đã lấy lại chữ chưa kịp gửi lần trước.', 'Brought back what was not sent last time.'),
    'data-out': t(
      'Phiên làm việc đã hết: giữ trên máy này. Đăng nhập lại ở thẻ khác, chữ sẽ tự gửi.',
      'You are signed out: kept on this machine. Sign in again in another tab and it will be sent.',
    ),
    'data-here': t('Đang cùng xem: ', 'Also here: '),
    'data-empty': t('(trống)', '(empty)'),
  }
}

/** What this machine still keeps of a sheet that can no longer be written on. */
export function Kept({ view, process }: { view: View; process: string }) {
  const { t } = view
  return (
    <div class="told warn" id="kept" hidden data-process={process} data-person={view.me?.personId}>
      <div>
        <p>
          {t(
            'Phiếu không còn sửa được, nhưng máy này còn giữ chữ bạn chưa kịp gửi:',
            'The sheet can no longer be written on, but this machine keeps what you could not send:',
          )}
        </p>
        <pre lang="vi"></pre>
        <button type="button" class="quiet small">
          {t('Bỏ phần này', 'Drop it')}
        </button>
      </div>
    </div>
  )
}
