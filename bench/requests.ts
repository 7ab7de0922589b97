// The requests that people send most, each about the n-th of the thousand schools, in the name of its principal.
import { randomUUID } from 'node:crypto'
import type { Asked } from './asking.ts'
import { copy, officerSession } from './http-seed.ts'
import { changePlan } from './seed.ts'

type Ask = (n: number) => Asked

const self = (n: number) => encodeURIComponent(`${copy(n).cycle}/selfAssessment`)
const sheet = (n: number) => encodeURIComponent(`${copy(n).cycle}/criterionSheet/school/1.${1 + (n % 10)}`)
const read =
  (pathOf: (n: number) => string): Ask =>
  (n) => ({ path: pathOf(n), session: copy(n).session })

export const workList = read(() => '/api/work')
export const departmentWork: Ask = () => ({ path: '/api/work', session: officerSession })
export const processView = read((n) => `/api/processes/${self(n)}`)
export const evidenceList = read((n) => `/api/cycles/${copy(n).cycle}/evidence`)
export const workPage = read(() => '/')
export const departmentPage: Ask = () => ({ path: '/', session: officerSession })
export const casePage = read((n) => `/cases/${copy(n).cycle}`)
export const boardPage = read((n) => `/cases/${copy(n).cycle}/board`)
export const sheetPage = read((n) => `/sheets/${sheet(n)}`)
export const evidencePage = read((n) => `/cases/${copy(n).cycle}/evidence`)

export const event: Ask = (n) => {
  const { event: name, payload } = changePlan(n, randomUUID())
  const path = `/api/processes/${self(n)}/events`
  return { method: 'POST', path, session: copy(n).session, body: { event: name, payload } }
}

export const sheetSave: Ask = (n) => {
  const text = `${randomUUID()} ${'Nhà trường thực hiện đầy đủ. '.repeat(80)}`
  return {
    method: 'PUT',
    path: `/api/sheets/${sheet(n)}`,
    session: copy(n).session,
    body: { strengths: text, plan: text },
  }
}
