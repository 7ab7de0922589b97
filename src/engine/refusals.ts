// Whatever a person was refused stays on record, by itself: the transaction of the attempt has left nothing behind.
import { AppError, type ErrorCode } from '../domain/errors.ts'
import type { Engine, Refusal } from './ports.ts'

/** What the policy, a guard, a rule about the content or what is there already refused. A stale version or a used key is no refusal of a person. */
const kept: readonly ErrorCode[] = ['forbidden', 'notFound', 'notAllowed', 'invalid', 'conflict']

/** Does `work`; what it refuses is recorded and thrown on. */
export async function keepingRefusals<T>(
  engine: Engine,
  attempt: Pick<Refusal, 'at' | 'actorId' | 'processId' | 'event'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && kept.includes(error.code))
      await engine.store.recordRefusal({ ...attempt, code: error.code, reason: error.message })
    throw error
  }
}
