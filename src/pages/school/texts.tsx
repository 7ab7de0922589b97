// What a school says of itself in its reports: particulars, the texts around the criteria, abbreviations; kept on the machine while typed.
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import { saveSchoolData } from '../../commands/schools/save-data.ts'
import type { SchoolData } from '../../domain/case.ts'
import { AppError, notFound } from '../../domain/errors.ts'
import { isAppraisal, type Procedure } from '../../domain/procedure.ts'
import { rolesFor } from '../../domain/permissions.ts'
import { groundOf, personOf } from '../../http/route.ts'
import { params } from '../../http/schemas.ts'
import { learnSets } from '../../store/publish-sets.ts'
import { listCases } from '../../store/views/cases.ts'
import { findSchool } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import type { Fields } from '../fields.ts'
import { faultsOf, type Fault } from '../faults.ts'
import { goTo, page, type PageCall } from '../page.ts'
import { schoolUrl } from './head.tsx'
import { TextsPage, type StandardTexts } from './texts-page.tsx'

const Query = z.object({ done: z.literal('1').optional() })
type Call = PageCall<{ school: string }, z.output<typeof Query>>

/** What each standard is introduced and concluded by, as the forms of the two regimes have it. */
const partsOf = (rules: Procedure) =>
  isAppraisal(rules) ? (['strengths', 'limits', 'direction'] as const) : (['opening', 'conclusion'] as const)

async function textsPage(call: Call, typed?: { data: SchoolData; version: number; faults: readonly Fault[] }) {
  const { services, params: named, view, at, query } = call
  const { standing, place } = groundOf(call)
  const { personId: person, offices } = personOf(call)
  const { school, latest } = await withClient(services.db, async (client) => {
    await learnSets(client, services.library)
    const cases = await listCases(client, { person, offices, at, school: named.school, limit: 1 })
    return { school: await findSchool(client, named.school), latest: cases.items[0] }
  })
  if (!school) throw notFound()
  const standards: StandardTexts[] = latest
    ? services.library
        .set(latest.set)
        .standards.map(({ id, name }) => ({ id, name, parts: partsOf(services.library.procedure(latest.procedure)) }))
    : []
  const { data, version, faults } = typed ?? { data: school.data, version: school.version, faults: [] }
  const may = rolesFor('editSchool', standing, place).length > 0
  const known = { school, data, version, faults, standards, may, unsaved: typed !== undefined }
  return <TextsPage view={view} {...known} done={query.done !== undefined} />
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 200)

/** What was typed over what is stored; a standard that is not shown keeps its texts. */
function dataFrom(fields: Fields, before: SchoolData): SchoolData {
  const text = (name: keyof SchoolData & string) =>
    fields.has(name) ? fields.text(name).trim().slice(0, 60_000) : String(before[name])
  const standards = structuredClone(before.standards)
  for (const [name, value] of fields.entries()) {
    const [, id = '', part = ''] = /^standards\/([^/]{1,20})\/([a-z]{1,20})$/.exec(name) ?? []
    if (id !== '') (standards[id] ??= {})[part] = value.trim().slice(0, 60_000)
  }
  const campuses = Number(fields.text('campuses'))
  return {
    ...before,
    address: text('address'),
    commune: text('commune'),
    province: text('province'),
    managingBody: text('managingBody'),
    principal: text('principal'),
    phone: text('phone'),
    website: text('website'),
    situation: text('situation'),
    purpose: text('purpose'),
    process: text('process'),
    conclusion: text('conclusion'),
    formerNames: lines(fields.text('formerNames')),
    ownership: fields.text('ownership') === 'private' ? 'private' : 'public',
    campuses: Number.isSafeInteger(campuses) && campuses >= 1 ? Math.min(campuses, 999) : before.campuses,
    disadvantagedArea: fields.text('disadvantagedArea') === 'true',
    abbreviations: lines(fields.text('abbreviations')).map((line) => {
      const [short = '', ...long] = line.split(/[=:–]/)
      return { short: short.trim(), long: long.join('=').trim() }
    }),
    standards,
  }
}

async function save(call: Call) {
  const { services, params: named, fields, at } = call
  const school = await withClient(services.db, (client) => findSchool(client, named.school))
  if (!school) throw notFound()
  const data = dataFrom(fields, school.data)
  const expectedVersion = Number(fields.text('_version')) || 0
  try {
    await saveSchoolData(services.db, {
      school: named.school,
      data,
      actor: personOf(call).personId,
      at,
      expectedVersion,
    })
    return goTo(`${schoolUrl(named.school)}/texts?done=1`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'forbidden') throw error
    // What others saved in the tables is in `data` already: saving again takes both.
    const faults: Fault[] =
      error.code === 'staleVersion'
        ? [
            {
              message: say(
                'Người khác vừa lưu dữ liệu của trường. Chữ của bạn còn nguyên; xem lại rồi lưu lần nữa để giữ bản này.',
                'Somebody else has just saved the data of the school. Your words are still here; look again, then save once more to keep them.',
              ),
            },
          ]
        : faultsOf(error)
    return textsPage(call, { data, version: school.version, faults })
  }
}

const path = '/schools/{school}/texts'

export const textPages = [
  page({
    method: 'get',
    path,
    access: { to: 'seeSchool', of: 'school' },
    params: params.school,
    query: Query,
    handle: (call) => textsPage(call),
  }),
  page({
    method: 'post',
    path,
    access: { to: 'editSchool', of: 'school' },
    params: params.school,
    query: Query,
    handle: save,
  }),
]
