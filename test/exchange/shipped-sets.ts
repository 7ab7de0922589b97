// Every criteria set we ship, for tests that must hold of all of them.
import { readLibrary } from '../../src/store/library.ts'
import type { AnySet } from '../../src/domain/criteria/framework.ts'
import { setKey } from '../../src/domain/criteria/schema.ts'

const library = readLibrary()

export const shipped: readonly (readonly [string, AnySet])[] = [...library.sets(), ...library.drafts()]
  .map((id) => library.any(id))
  .map((set) => [setKey(set), set])
