// What a person may do with a process now: what pages and the API ask before they show a button.
import { AppError } from '../domain/errors.ts'
import { say } from '../domain/text.ts'
import { rolesAt } from '../domain/policy.ts'
import { allowedFor, type Offer } from './allowed.ts'
import type { Engine } from './ports.ts'

/** Throws AppError `notFound` for a process or person that is not there, and for a case this person may not see. */
export function offersFor(engine: Engine, processId: string, personId: string): Promise<Offer[]> {
  const at = engine.now()
  return engine.store.look(async (unit) => {
    const { process, standing } = await unit.load(processId, personId, null, at)
    if (!process || !standing || rolesAt(standing, process.place).length === 0)
      throw new AppError(
        'notFound',
        say('Không tìm thấy hồ sơ hoặc người dùng.', 'The case or the person was not found.'),
      )
    return allowedFor(engine, unit, process, standing, at)
  })
}
