// What the gallery shows: a page, who looks at it, and a sentence about it.
import type { Page } from 'playwright-core'

export interface Shot {
  file: string
  part: string
  /** A sentence above the picture, which is also what is read out instead of it. */
  told: string
  /** A role, the id of a person, or nobody. */
  who: string | null
  path: string
  width?: number
  dark?: boolean
  /** What is done on the page before the picture is taken. */
  before?(page: Page): Promise<unknown>
}

const rating = '/cases/th-kim-dong.2026-2027'
const inReview = '/cases/thpt-nguyen-trai-b.2019-2024'
const registered = '/cases/thpt-nguyen-trai-c.2019-2024'
const recognised = '/cases/thpt-nguyen-trai.2019-2024'
const principal = 'mai-thi-hong'
const sheet = (id: string) => `/sheets/${encodeURIComponent(id)}`
const openSheet = sheet('th-kim-dong.2026-2027/criterionSheet/school/3.1')
const phone = 360

async function follow(page: Page, link: string): Promise<void> {
  await page.locator(link).first().click()
  await page.waitForLoadState()
}

/** Half a sheet, as it is saved while one writes. */
async function write(page: Page): Promise<void> {
  await page
    .locator('textarea')
    .first()
    .fill(
      'Nhà trường xây dựng kế hoạch dạy học các môn của năm khối ngay đầu năm học, theo dõi tiến độ từng tháng và dạy bù đủ số tiết bị lỡ vì bão [MC.3.1.01], [MC.3.1.02].',
    )
  await page.locator('input[type=radio][value=true]').first().check()
  await page.locator('#saved', { hasText: 'Đã lưu lúc' }).waitFor()
  await page.evaluate('scrollTo(0, 0)')
}

const school: readonly Omit<Shot, 'part'>[] = [
  {
    file: 'case',
    told: 'A case is a map of its process: where it stands, what comes next, until when, and what can be done now.',
    who: principal,
    path: rating,
  },
  {
    file: 'board',
    told: 'The board shows each criterion with its owner, its sheet, its level and what it lacks.',
    who: principal,
    path: `${rating}/board`,
  },
  {
    file: 'sheet',
    told: 'A criterion sheet: what each level demands beside what is written, rated in place, saved by itself.',
    who: principal,
    path: openSheet,
    before: write,
  },
  { file: 'sheet-phone', told: 'The same sheet on a phone.', who: principal, path: openSheet, width: phone },
  {
    file: 'evidence',
    told: 'The register of evidence gives the codes and says what is cited nowhere.',
    who: principal,
    path: `${rating}/evidence`,
  },
  {
    file: 'check',
    told: 'The check before handing in says exactly what the department will look at.',
    who: principal,
    path: `${rating}/check`,
  },
  {
    file: 'form',
    told: 'The form of a step is made from its rule; what is typed stays until it is sent.',
    who: principal,
    path: `/processes/${encodeURIComponent('th-kim-dong.2026-2027/selfAssessment')}/send/changeAssignment`,
  },
]

const review: readonly Omit<Shot, 'part'>[] = [
  {
    file: 'review',
    told: 'A review begins with the declaration of independence, then says what is left to score.',
    who: 'reviewer',
    path: `${inReview}/review`,
  },
  {
    file: 'score',
    told: 'A reviewer scores alone, beside what the school wrote and its evidence at the revision handed in.',
    who: 'reviewer',
    path: `${inReview}/review/scores`,
    before: (page) => follow(page, 'main a.button[href^="/sheets/"], main td a, main th a'),
  },
]

const department: readonly Omit<Shot, 'part'>[] = [
  {
    file: 'province',
    told: 'The province at a glance: steps, levels, criteria that fail, what is late and what ends soon.',
    who: 'qualityHead',
    path: '/province',
  },
  { file: 'province-phone', told: 'The same on a phone.', who: 'qualityHead', path: '/province', width: phone },
  {
    file: 'intake',
    told: 'The dossier is checked point by point; what is ticked is returned in one go.',
    who: 'qualityOfficer',
    path: `${registered}/intake`,
  },
  {
    file: 'team',
    told: 'A team is put together with conflicts, load and training in sight, and the rules said while one chooses.',
    who: 'qualityHead',
    path: `${registered}/team`,
    before: chooseTwo,
  },
  {
    file: 'decision',
    told: 'The decision shows why the award follows, sentence by sentence, and who may sign.',
    who: 'departmentDirector',
    path: `${recognised}/decision`,
    before: (page) => page.locator('main details summary').nth(1).click(),
  },
  {
    file: 'papers',
    told: 'Every paper of the case as it stands, in each format, with what is not ready yet and why.',
    who: 'qualityOfficer',
    path: `${recognised}/papers`,
  },
]

const others: readonly Shot[] = [
  {
    file: 'administration',
    part: 'Administration',
    told: 'People, law, imports and machines are administered in one place.',
    who: 'qualityHead',
    path: '/administration',
  },
  {
    file: 'criteria',
    part: 'Administration',
    told: 'A criteria set as a readable page, with its rule and what of it was verified.',
    who: 'qualityHead',
    path: '/administration/criteria/vn-pho-thong/2026',
  },
  {
    file: 'register',
    part: 'Public',
    told: 'Anybody searches the register of certificates, with or without diacritics.',
    who: null,
    path: '/xac-minh',
  },
  {
    file: 'verify',
    part: 'Public',
    told: 'Anybody verifies a certificate by its number or its code.',
    who: null,
    path: '/xac-minh',
    before: (page) => follow(page, '.list a'),
  },
]

/** The rules say what is still missing while one chooses. */
async function chooseTwo(page: Page): Promise<void> {
  const seats = page.locator('select[name^="role."]:enabled')
  await seats.nth(0).selectOption('teamLead')
  await seats.nth(1).selectOption('teamSecretary')
  await page.locator('#chosen', { hasText: 'Đã chọn 2 người' }).waitFor()
}

const everybody: readonly Omit<Shot, 'part'>[] = [
  { file: 'sign-in', told: 'The demonstration lets people in by their card.', who: null, path: '/sign-in' },
  { file: 'my-work', told: 'My work: what waits, until when, one click away.', who: principal, path: '/' },
  { file: 'my-work-dark', told: 'The same for a reviewer, in dark colours.', who: 'teamLead', path: '/', dark: true },
]

const within = (part: string, all: readonly Omit<Shot, 'part'>[]) => all.map((shot) => ({ ...shot, part }))

export const shots: readonly Shot[] = [
  ...within('Everybody', everybody),
  ...within('School', school),
  ...within('Review', review),
  ...within('Department', department),
  ...others,
]
