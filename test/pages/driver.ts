// A person at the screen: finds on a page what can be done, fills its form from a payload, and presses the button.
import type { Locator, Page } from 'playwright-core'
import { sendUrl } from '../../src/pages/page.ts'

/** How hard the button is pressed: once, or as somebody does who is not sure whether it took. */
export type Press = 'once' | 'twice'

/** Sends an event by what the page shows for it: a button that sends at once, or a link to its form. Throws when there is none. */
export async function sendFrom(page: Page, process: string, event: string, payload: unknown, press: Press) {
  const to = sendUrl(process, event)
  const direct = page.locator(`main form[action="${to}"]`)
  if ((await direct.count()) > 0) await pressIn(direct.first(), press)
  else {
    const link = page.locator(`main a[href="${to}"]`)
    if ((await link.count()) === 0) throw new Error(`${page.url()} offers no ${event}`)
    const folded = page.locator('details:not([open])', { has: link })
    if ((await folded.count()) > 0) await folded.first().locator('summary').click()
    await link.first().click()
    await page.waitForURL((url) => url.pathname === to)
    const form = page.locator(`main form[action="${to}"]`)
    await fill(form, 'p', payload)
    await pressIn(form, press)
  }
  await done(page, event)
}

/** The form is gone and what was done is said; otherwise throws what the page says instead. */
async function done(page: Page, event: string): Promise<void> {
  await page
    .waitForURL((url) => url.searchParams.get('done') === event, { timeout: 30_000 })
    .catch(async () => {
      const told = await page.locator('#faults, .fault, .told, .stopped').allTextContents()
      throw new Error(`${event} was not taken at ${page.url()}: ${told.join(' | ').replaceAll(/\s+/g, ' ')}`)
    })
}

async function pressIn(form: Locator, press: Press): Promise<void> {
  const button = form.locator('.buttons button, button.button').first()
  if (press === 'twice') await button.dblclick()
  else await button.click()
}

/** Fills every field that the value has something for. Throws for a part without a field. */
export async function fill(form: Locator, name: string, value: unknown): Promise<void> {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) return fillList(form, name, value)
  if (typeof value !== 'object') return fillOne(form, name, String(value))
  for (const [part, inner] of Object.entries(value)) await fill(form, `${name}.${part}`, inner)
}

const named = (form: Locator, name: string) => form.locator(`[name="${name}"]`)

async function fillList(form: Locator, name: string, values: readonly unknown[]): Promise<void> {
  const rows = form.locator(`[id="${name}"] > .row`)
  if ((await form.locator(`button[data-add="${name}"]`).count()) === 0) return fillTexts(form, name, values.map(String))
  while ((await rows.count()) > values.length) await rows.last().locator('> button[data-remove]').click()
  while ((await rows.count()) < values.length) await form.locator(`button[data-add="${name}"]`).last().click()
  for (const [index, value] of values.entries()) {
    const row = await rows.nth(index).locator('> button[data-remove]').getAttribute('value')
    await fill(form, row ?? '', value)
  }
}

/** Boxes to tick, or a text of lines. */
async function fillTexts(form: Locator, name: string, values: readonly string[]): Promise<void> {
  const boxes = form.locator(`input[type=checkbox][name="${name}"]`)
  if ((await boxes.count()) === 0) return values.length > 0 ? named(form, name).fill(values.join('\n')) : undefined
  for (const box of await boxes.all()) await box.setChecked(values.includes((await box.getAttribute('value')) ?? ''))
}

async function fillOne(form: Locator, name: string, value: string): Promise<void> {
  const field = named(form, name)
  const kind = await field
    .first()
    .evaluate((one) => (one as { type?: string }).type ?? '', undefined, { timeout: 5000 })
    .catch(() => null)
  // What is always the same has no field; the server puts it in.
  if (kind === null) return
  if (kind === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check()
  else if (kind === 'select-one') await field.selectOption(value)
  else await field.fill(value)
}
