// The people of the demonstration province as cards that sign in by one click: only on its embedded database, from this machine.
import { AppError } from '../../domain/errors.ts'
import { say } from '../../domain/text.ts'
import { addressOf, isLoopback } from '../../http/address.ts'
import type { Services } from '../../http/services.ts'
import { givenSession } from '../../http/session-cookie.ts'
import { beginSession } from '../../store/accounts/principal.ts'
import { samplesOf, type SamplePerson } from '../../store/views/demonstration.ts'
import { withClient } from '../../store/with-client.ts'
import { goTo, page, safePath } from '../page.ts'
import { roleName } from '../words.ts'
import type { View } from '../view.ts'

export type { SamplePerson }

/** None unless this server shows the demonstration. */
export async function samplePeople({ db, demo, engine }: Services): Promise<SamplePerson[]> {
  return demo === true ? withClient(db, (client) => samplesOf(client, engine.now())) : []
}

export function SampleCards({ view, people, next }: { view: View; people: readonly SamplePerson[]; next: string }) {
  if (people.length === 0) return null
  const title = view.t('Vào xem thử với vai', 'Try it as')
  return (
    <form method="post" action="/sign-in/sample">
      <input type="hidden" name="next" value={next} />
      <h2>{title}</h2>
      <ul class="cards">
        {people.map(({ id, name, organisation, roles }) => (
          <li>
            <button name="person" value={id}>
              <span lang="vi">{name}</span>
              <small>
                {roles.map((role) => view.say(roleName(role))).join(', ')} · <span lang="vi">{organisation}</span>
              </small>
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}

export const samplePages = [
  page({
    method: 'post',
    path: '/sign-in/sample',
    access: { to: 'public' },
    async handle({ services, fields, raw, at }) {
      const people = await samplePeople(services)
      const person = people.find(({ id }) => id === fields.text('person'))
      const address = addressOf(raw, services.behindProxy)
      if (!person || (address !== undefined && !isLoopback(address)))
        throw new AppError('notFound', say('Không có địa chỉ này.', 'There is no such address.'))
      const secret = await beginSession(services.db, { person: person.id, strong: true, at })
      return goTo(safePath(fields.text('next')), [givenSession(secret, services.publicUrl)])
    },
  }),
]
