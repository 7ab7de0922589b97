// What is said beside a sheet by one's own side: comments, whom they mention, which are settled, and writing the next one.
import { createHash } from 'node:crypto'
import { say, type Text } from '../../domain/text.ts'
import { z } from 'zod'
import { resolveComment, writeComment } from '../../commands/comments/write.ts'
import { notFound, invalidAt } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { sideOf } from '../../domain/policy.ts'
import { groundOf } from '../../http/route.ts'
import { Id, params } from '../../http/schemas.ts'
import { newSecret } from '../../store/accounts/principal.ts'
import { findSheet } from '../../store/views/sheets.ts'
import { listComments, listPartners, type CommentRow } from '../../store/views/talk.ts'
import type { Ground } from '../../store/views/standing.ts'
import { together } from '../../store/together.ts'
import { withClient, type Client } from '../../store/with-client.ts'
import { fragment, goTo, page, sheetUrl, type PageCall } from '../page.ts'
import { described, Field } from '../parts/field.tsx'
import { draftForm, DraftState } from '../parts/draft.tsx'
import type { View } from '../view.ts'

export interface Talk {
  comments: CommentRow[]
  /** Who can be mentioned: everybody of this side but oneself. */
  people: { id: string; name: string }[]
}

/** On one sheet there are never more than a page shows. */
const most = 500

/** `null` for those who only watch. */
export async function loadTalk(client: Client, process: string, ground: Ground, at: string): Promise<Talk | null> {
  const { standing, place, cycleId } = ground
  const side = sideOf(rolesFor('seeCase', standing, place))
  if (side === null || cycleId === null) return null
  const [{ items: comments }, partners] = await together(client, () => [
    listComments(client, { ground, side, process, open: false, limit: most }),
    listPartners(client, { cycle: cycleId, side, at }),
  ])
  const people = partners.flatMap(({ personId, name }) =>
    personId === standing.personId ? [] : [{ id: personId, name }],
  )
  return { comments, people }
}

/** A comment that was not taken, with what is wrong with it. */
export interface RefusedComment {
  message: Text
  body: string
}

export const talkDraft = (process: string) => `talk ${process}`

export function TalkPart({ view, process, talk, refused }: PartProps) {
  const { t } = view
  const fault = refused?.message
  return (
    <section class={talk.comments.length > 0 ? 'card' : 'card screen'} id="talk" aria-labelledby="talk-head">
      <h2 id="talk-head">{t('Trao đổi', 'Comments')}</h2>
      <Comments view={view} process={process} talk={talk} />
      <form
        method="post"
        action={`${sheetUrl(process)}/comments`}
        id="talk-form"
        class="screen"
        {...draftForm(view, talkDraft(process), { unsaved: refused !== undefined })}
      >
        <input type="hidden" name="_key" value={newSecret()} />
        <Field
          view={view}
          id="comment"
          label={t('Viết trao đổi', 'Write a comment')}
          hint={t('Gõ @ để nhắc một người.', 'Type @ to mention somebody.')}
          fault={fault}
        >
          <textarea
            id="comment"
            name="body"
            maxlength={5000}
            class="short"
            lang="vi"
            data-suggest="people"
            data-shortcut="c|Viết trao đổi|Write a comment"
            {...described('comment', { hint: 'yes', fault })}
          >
            {refused?.body}
          </textarea>
        </Field>
        {talk.people.length > 0 && (
          <details>
            <summary>{t('Nhắc ai?', 'Mention whom?')}</summary>
            <div class="choices" id="people">
              {talk.people.map(({ id, name }) => (
                <label>
                  <input type="checkbox" name="mentions" value={id} data-name={name} /> {name}
                </label>
              ))}
            </div>
          </details>
        )}
        <div class="buttons">
          <button class="quiet small">{t('Gửi trao đổi', 'Send')}</button>
          <DraftState />
        </div>
      </form>
    </section>
  )
}

interface PartProps {
  view: View
  process: string
  talk: Talk
  refused?: RefusedComment | undefined
}

export function Comments({ view, process, talk }: Omit<PartProps, 'refused'>) {
  const { t } = view
  const open = talk.comments.filter(({ resolvedAt }) => resolvedAt === null)
  const settled = talk.comments.filter(({ resolvedAt }) => resolvedAt !== null)
  const item = (one: CommentRow) => <Comment view={view} process={process} comment={one} people={talk.people} />
  return (
    <div id="comments" aria-live="polite">
      {talk.comments.length === 0 && <p class="hint">{t('Chưa có trao đổi nào.', 'Nothing is said yet.')}</p>}
      <ul class="talk">{open.map(item)}</ul>
      {settled.length > 0 && (
        <details>
          <summary>{t(`Đã xong (${settled.length})`, `Settled (${settled.length})`)}</summary>
          <ul class="talk">{settled.map(item)}</ul>
        </details>
      )}
    </div>
  )
}

interface CommentProps {
  view: View
  process: string
  comment: CommentRow
  people: Talk['people']
}

function Comment({ view, process, comment, people }: CommentProps) {
  const { t, me } = view
  const names = comment.mentions.map(
    (id) => people.find((one) => one.id === id)?.name ?? (id === me?.personId && me.name),
  )
  return (
    <li>
      <p>
        <strong>{comment.authorName}</strong> <time datetime={comment.at}>{view.moment(comment.at)}</time>
      </p>
      <p class="said" lang="vi">
        {comment.body}
      </p>
      {names.some(Boolean) && (
        <p class="hint">
          {t('Nhắc: ', 'Mentions: ')}
          {names.filter(Boolean).join(', ')}
        </p>
      )}
      {comment.resolvedAt === null && (
        <form method="post" action={`${sheetUrl(process)}/comments/${comment.id}/resolve`}>
          <button class="plain">
            {t('Đánh dấu đã xong', 'Settle')}
            <span class="unseen">: {comment.body.slice(0, 60)}</span>
          </button>
        </form>
      )}
    </li>
  )
}

type Call = PageCall<{ process: string }, unknown>

/** What one form sends is one comment, however often it is sent. */
function idOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** Throws `invalid` at the field `comment`. */
export async function comment({ services, params: { process }, fields, at, ...call }: Call): Promise<void> {
  const body = fields.text('body').trim()
  if (body === '') throw invalidAt('comment', say('Hãy viết nội dung trao đổi.', 'Write the comment.'))
  if (body.length > 5000)
    throw invalidAt('comment', say('Trao đổi dài tối đa 5.000 ký tự.', 'A comment has at most 5,000 characters.'))
  const mentions = fields.all('mentions').slice(0, 20)
  const id = idOf(fields.text('_key') || newSecret())
  await writeComment(services.db, { id, process, body, mentions, ground: groundOf(call), at })
}

const access = { to: 'talk', of: 'process' } as const

export const talkPages = [
  page({
    method: 'get',
    path: '/sheets/{process}/comments',
    access,
    params: params.process,
    async handle({ services, params: { process }, view, at, ...call }) {
      const ground = groundOf(call)
      const talk = await withClient(services.db, async (client) =>
        (await findSheet(client, process, ground)) ? loadTalk(client, process, ground, at) : null,
      )
      if (!talk) throw notFound()
      return fragment(<Comments view={view} process={process} talk={talk} />)
    },
  }),
  page({
    method: 'post',
    path: '/sheets/{process}/comments/{id}/resolve',
    access,
    params: z.object({ process: Id, id: z.uuid() }),
    async handle({ services, params: { process, id }, at, ...call }) {
      await resolveComment(services.db, { id, ground: groundOf(call), at })
      return goTo(`${sheetUrl(process)}#talk`)
    },
  }),
]
