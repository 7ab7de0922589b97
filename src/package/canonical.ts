// JSON whose bytes depend on nothing but the data: keys in order, so that a hash of it is a hash of what it says.

/** Two spaces of indent and a line feed at the end: people read these files too. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(value, sortKeys, 2)}\n`
}

/** The same in one line. */
export function canonicalLine(value: unknown): string {
  return JSON.stringify(value, sortKeys)
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
