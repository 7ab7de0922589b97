// What went wrong, as a page: in a sentence, with what to do next.
import type { Problem } from '../http/problem.ts'
import { Frame } from './frame.tsx'
import type { View } from './view.ts'

export function ErrorPage({ view, problem, wasWrite }: { view: View; problem: Problem; wasWrite: boolean }) {
  const title = view.say(problem.title)
  const { requestId } = problem
  return (
    <Frame view={view} title={title} narrow>
      <p class="status">{problem.status}</p>
      <h1>{title}</h1>
      <p>{view.say(problem.detail)}</p>
      {problem.code === 'unauthenticated' && <Again view={view} />}
      {problem.code === 'notFound' && <p>{nowhere(view)}</p>}
      {wasWrite && problem.code !== 'unauthenticated' && (
        <p>
          {view.t(
            'Bấm nút Quay lại của trình duyệt: những gì đã nhập vẫn còn ở đó.',
            'Use the Back button: what you entered is still there.',
          )}
        </p>
      )}
      {typeof requestId === 'string' && (
        <p class="hint">
          {view.t('Mã yêu cầu', 'Request')}: <code>{requestId}</code>
        </p>
      )}
      <p>
        <a class="button" href="/">
          {view.t('Về trang đầu', 'To the first page')}
        </a>
      </p>
    </Frame>
  )
}

function Again({ view }: { view: View }) {
  return (
    <p>
      {view.t('Phiên làm việc đã hết. Hãy ', 'The session has ended. ')}
      <a href="/sign-in" target="_blank" rel="noopener">
        {view.t('đăng nhập ở thẻ mới', 'Sign in in a new tab')}
      </a>
      {view.t(
        ', rồi quay lại đây và gửi lại; những gì đã nhập vẫn còn.',
        ', then come back and send again; what you entered is still here.',
      )}
    </p>
  )
}

const nowhere = ({ t }: View) =>
  t(
    'Địa chỉ không có, hoặc không thuộc phạm vi bạn được xem.',
    'The address does not exist, or it is not yours to see.',
  )
