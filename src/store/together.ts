// Reads that do not wait for each other, sent to the database in one packet instead of one after the other's answer.
import type { Client } from './with-client.ts'

type Reads<T extends readonly unknown[]> = { [K in keyof T]: Promise<T[K]> | T[K] }

/** A node-postgres client; its types seal the switch that its constructor takes and Sequelize does not hand on. */
interface Driver {
  pipeline: boolean
  connection: { stream: { cork(): void; uncork(): void } }
}

/**
 * Begins all of `reads` on one connection and answers when the last has come; what one of them asks next goes between. Each
 * sees what it would see alone: in a snapshot one picture, else the database as it is at its turn. Throws the first error in
 * their order, and not before every answer is there, so that the connection is free again.
 */
export async function together<T extends readonly unknown[]>(
  client: Client,
  reads: () => readonly [...Reads<T>],
): Promise<T> {
  const driver = client as unknown as Driver
  const within = driver.pipeline
  driver.pipeline = true
  try {
    const begun: readonly unknown[] = atOnce(driver, reads)
    await Promise.allSettled(begun)
    return (await Promise.all(begun)) as unknown as T
  } finally {
    driver.pipeline = within
  }
}

function atOnce<T>({ connection: { stream } }: Driver, begin: () => T): T {
  stream.cork()
  try {
    return begin()
  } finally {
    stream.uncork()
  }
}
