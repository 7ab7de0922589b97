// The three sample schools that ship with the product, as text.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { libraryOf } from '../../src/demo/library.ts'
import { readInputs, type InputText } from '../../src/demo/read-input.ts'
import { projectRoot, readLibrary } from '../../src/store/library.ts'

export const shippedNames = ['thpt-mau-2018', 'tieu-hoc-mau-2026', 'thcs-mau-2026-khong-dat'] as const

export const library = libraryOf(readLibrary())

export function shippedText(name: (typeof shippedNames)[number]): InputText {
  const file = join('demo', `${name}.yaml`)
  return { file, text: readFileSync(join(projectRoot, file), 'utf8') }
}

/** The sample school of that name, checked. */
export function shippedInput(name: (typeof shippedNames)[number]) {
  const read = readInputs([shippedText(name)], library)
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
  const [input] = read.inputs
  if (!input) throw new Error(`Nothing in ${name}`)
  return input
}
