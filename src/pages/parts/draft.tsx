// A long form that this machine keeps a draft of until it is saved: what its page says for the script, and where that shows.
import type { View } from '../view.ts'

/** The attributes of the form; `base` names the field that holds what the writer began from, where it began from something. */
export function draftForm({ t, me }: View, what: string, { base, unsaved }: { base?: string; unsaved: boolean }) {
  return {
    'data-draft': `${what} ${me?.personId}`,
    'data-base': base,
    'data-unsaved': unsaved ? 'yes' : undefined,
    'data-kept': t('Đã lấy lại những gì chưa lưu lần trước.', 'Brought back what was not saved last time.'),
    'data-offline': t(
      'Mất mạng: mọi thứ được giữ trên máy này. Có mạng hãy bấm lại.',
      'No network: everything is kept on this machine. Press again once it is back.',
    ),
    'data-online': t('Đã có mạng: bấm lại để gửi.', 'The network is back: press again to send.'),
  }
}

/** Where the script tells of the draft. */
export const DraftState = () => <span class="saved" data-draft-state role="status"></span>

/** The draft that was saved is none any more; `what` as its form named it. */
export const SavedDraft = ({ view: { me }, what }: { view: View; what: string }) => (
  <span hidden data-saved-draft={`${what} ${me?.personId}`}></span>
)
