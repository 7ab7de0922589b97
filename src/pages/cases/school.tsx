// The page of a school: who it is, its cycles, and opening the next one.
import { openCycle } from '../../commands/cycles/open.ts'
import { say } from '../../domain/text.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { listCases } from '../../store/views/cases.ts'
import { listAwards } from '../../store/views/papers.ts'
import { findSchool } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { Frame } from '../frame.tsx'
import { caseUrl, goTo, page, type PageCall } from '../page.ts'
import { Faults, Nothing } from '../parts/say.tsx'
import { SchoolHead } from '../school/head.tsx'
import { CaseItem } from './list.tsx'
import { goalIn, OpenCycle } from './open-cycle.tsx'

type Call = PageCall<{ school: string }, unknown>

async function schoolPage(call: Call, faults: readonly Fault[] = []) {
  const {
    services,
    params: { school },
    view,
    at,
  } = call
  const { standing, place } = groundOf(call)
  const { personId, offices } = personOf(call)
  const [found, cases, awards] = await withClient(services.db, async (client) => {
    // The form offers every set, also what another server published.
    await learnSets(client, services.library)
    return [
      await findSchool(client, school),
      (await listCases(client, { person: personId, offices, at, school, limit: 50 })).items,
      (await listAwards(client, { offices: null, school, validAt: at, limit: 20 })).items.filter(({ status }) =>
        ['valid', 'inRemedy', 'suspended'].includes(status),
      ),
    ]
  })
  if (!found) throw notFound()
  const { t } = view
  const mayOpen = rolesFor('openCycle', standing, place).length > 0
  return (
    <Frame view={view} title={found.name} place="cases">
      <SchoolHead view={view} school={found} place="school" />
      <Faults view={view} faults={faults} />
      <div class="columns">
        <section>
          <h2>{t('Các chu kỳ', 'Cycles')}</h2>
          {cases.length === 0 ? (
            <Nothing title={t('Trường chưa có chu kỳ nào.', 'No cycle yet.')}>
              {mayOpen && t('Mở chu kỳ đầu tiên bằng biểu mẫu bên cạnh.', 'Open the first one with the form beside.')}
            </Nothing>
          ) : (
            <ul class="list">
              {cases.map((row) => (
                <CaseItem view={view} row={row} />
              ))}
            </ul>
          )}
        </section>
        {mayOpen && (
          <aside>
            <OpenCycle
              view={view}
              library={services.library}
              school={school}
              kind={found.kind}
              awards={awards}
              taken={cases.map(({ period }) => period)}
              fields={call.fields}
            />
          </aside>
        )}
      </div>
    </Frame>
  )
}

export const schoolPages = [
  page({
    method: 'get',
    path: '/schools/{school}',
    access: { to: 'seeSchool', of: 'school' },
    params: params.school,
    handle: (call) => schoolPage(call),
  }),
  page({
    method: 'post',
    path: '/schools/{school}',
    access: { to: 'openCycle', of: 'school' },
    params: params.school,
    async handle(call) {
      const {
        services,
        params: { school },
        fields,
        at,
      } = call
      const { db, engine, library } = services
      const period = fields.text('period').trim()
      const [procedure = '', set = ''] = fields.text('law').split('|')
      if (!/^\d{4}-\d{4}$/.test(period))
        return schoolPage(call, [
          { field: 'period', message: say('Ghi năm học, ví dụ 2026-2027.', 'Write school years, such as 2026-2027.') },
        ])
      try {
        const input = { school, period, procedure, set, ...goalIn(fields), actor: personOf(call).personId, at }
        return goTo(caseUrl(await openCycle(db, engine, library, input)))
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'forbidden') throw error
        return schoolPage(call, faultsOf(error))
      }
    },
  }),
]
