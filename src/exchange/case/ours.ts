// Puts our part into the `extensions` of a package and takes it out again, so that the package is as it was.
import { isObject, type JsonObject } from '../patch.ts'
import { OURS, type Extension } from './extension.ts'
import { key } from './tree.ts'

export function withOurs(found: JsonObject, { document, items }: Extension): JsonObject {
  return {
    ...found,
    CFDocument: put(found['CFDocument'], document),
    ...(Array.isArray(found['CFItems']) && {
      CFItems: found['CFItems'].map((item) => put(item, items.get(identifierOf(item)) ?? {})),
    }),
  } as JsonObject
}

export function withoutOurs(found: JsonObject): { plain: JsonObject; ours: Extension } {
  const items = new Map<string, JsonObject>()
  const [plainDocument, document] = take(found['CFDocument'])
  const list = found['CFItems']
  const plainItems = Array.isArray(list)
    ? list.map((item) => {
        const [plain, part] = take(item)
        if (Object.keys(part).length > 0) items.set(identifierOf(item), part)
        return plain
      })
    : list
  const plain = {
    ...found,
    CFDocument: plainDocument,
    ...(list !== undefined && { CFItems: plainItems }),
  } as JsonObject
  return { plain, ours: { document, items } }
}

/** Where `extensions` was there with nothing in it, our part remembers how. */
function put(value: unknown, part: JsonObject): unknown {
  if (!isObject(value) || Object.keys(part).length === 0) return value
  const { extensions } = value
  const others = isObject(extensions) ? extensions : {}
  const was = extensions !== undefined && Object.keys(others).length === 0 ? { was: extensions } : {}
  return { ...value, extensions: { ...others, [OURS]: { ...part, ...was } } }
}

function take(value: unknown): [unknown, JsonObject] {
  if (!isObject(value) || !isObject(value['extensions']) || !isObject(value['extensions'][OURS])) return [value, {}]
  const { extensions, ...rest } = value
  const { [OURS]: part, ...others } = extensions as JsonObject
  const { was, ...ours } = part as JsonObject
  const left = Object.keys(others).length > 0 ? others : was
  return [left === undefined ? rest : { ...rest, extensions: left }, ours]
}

function identifierOf(item: unknown): string {
  return isObject(item) ? key(String(item['identifier'])) : ''
}
