// Schools and what they say of themselves: the yearly tables and texts of their reports.
import { z } from 'zod'
import { saveSchoolData } from '../../commands/schools/save-data.ts'
import { SchoolData } from '../../domain/case.ts'
import { notFound } from '../../domain/errors.ts'
import { SchoolKind } from '../../domain/facts.ts'
import { pageOf, paging } from '../../store/views/page.ts'
import { findSchool, listSchools, schoolInYear, schoolYears } from '../../store/views/schools.ts'
import { withClient } from '../../store/with-client.ts'
import { versionOf } from '../headers.ts'
import { personOf, Reply, route } from '../route.ts'
import { Id, params, Search, Word } from '../schemas.ts'

const row = {
  id: z.string(),
  name: z.string(),
  kind: SchoolKind,
  status: z.string(),
  commune: z.string().nullable(),
  communeName: z.string().nullable(),
  department: z.string(),
  foundedOn: z.string(),
}

export const SchoolRow = z.strictObject(row)

const SchoolPage = z.strictObject({
  ...row,
  viaCommune: z.boolean(),
  cohortCompleted: z.boolean(),
  conditionsMet: z.boolean(),
  declaredYears: z.int(),
  data: SchoolData,
  changes: z.array(z.record(z.string(), z.unknown())),
  version: z.int(),
})

const year = { period: z.string(), cycle: z.string(), version: z.int(), at: z.string() }

export const schoolRoutes = [
  route({
    method: 'get',
    path: '/api/schools',
    tag: 'schools',
    summary: { vi: 'Các trường được xem; tìm không cần dấu', en: 'The schools one may see; search ignores diacritics' },
    access: { to: 'seeSchool', of: 'reach' },
    query: z.strictObject({
      ...paging,
      search: Search.optional(),
      commune: Id.optional(),
      kind: SchoolKind.optional(),
    }),
    response: pageOf(SchoolRow),
    handle: ({ services, query, ...call }) =>
      withClient(services.db, (client) => listSchools(client, { ...query, offices: personOf(call).offices })),
  }),
  route({
    method: 'get',
    path: '/api/schools/{school}',
    tag: 'schools',
    summary: { vi: 'Một trường với dữ liệu của trường', en: 'A school with its data' },
    access: { to: 'seeSchool', of: 'school' },
    params: params.school,
    response: SchoolPage,
    async handle({ services, params: { school } }) {
      const found = await withClient(services.db, (client) => findSchool(client, school))
      if (!found) throw notFound()
      return new Reply(found, { etag: `"${found.version}"` })
    },
  }),
  route({
    method: 'put',
    path: '/api/schools/{school}/data',
    tag: 'schools',
    summary: { vi: 'Lưu dữ liệu của trường (Phần I)', en: 'Save the data of a school (Part I)' },
    access: { to: 'editSchool', of: 'school' },
    params: params.school,
    body: SchoolData,
    response: z.strictObject({ version: z.int() }),
    async handle({ services, params: { school }, body, raw, at, ...call }) {
      const expectedVersion = versionOf(raw)
      const saved = await saveSchoolData(services.db, {
        school,
        data: body,
        actor: personOf(call).personId,
        at,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
      return new Reply(saved, { etag: `"${saved.version}"` })
    },
  }),
  route({
    method: 'get',
    path: '/api/schools/{school}/years',
    tag: 'schools',
    summary: { vi: 'Các năm học trường đã nộp hồ sơ', en: 'The years of which the school handed over a dossier' },
    access: { to: 'seeSchool', of: 'school' },
    params: params.school,
    response: z.strictObject({ items: z.array(z.strictObject(year)) }),
    handle: async ({ services, params: { school } }) => ({
      items: await withClient(services.db, (client) => schoolYears(client, school)),
    }),
  }),
  route({
    method: 'get',
    path: '/api/schools/{school}/years/{period}',
    tag: 'schools',
    summary: {
      vi: 'Dữ liệu của trường trong một năm học, đúng như đã nộp',
      en: 'The data of the school in a year, as it was handed over',
    },
    access: { to: 'seeSchool', of: 'school' },
    params: params.school.extend({ period: Word }),
    response: z.strictObject({ ...year, data: SchoolData }),
    async handle({ services, params: { school, period } }) {
      const found = await withClient(services.db, (client) => schoolInYear(client, school, period))
      if (!found) throw notFound()
      return found
    },
  }),
]
