// Which crosswalk and which decisions a simulation of one edition on the cycles of another goes by.
import { checkCrosswalk, type Crosswalk } from '../domain/criteria/crosswalk.ts'
import type { AnySet } from '../domain/criteria/framework.ts'
import { setKey } from '../domain/criteria/schema.ts'
import { byOwnIds, namesOf, sameNamed, type Simulation } from '../domain/criteria/simulate.ts'
import { AppError } from '../domain/errors.ts'
import { say, said } from '../domain/text.ts'
import { findCrosswalk } from './crosswalks.ts'

interface Wishes {
  /** Instead of the shipped one. */
  crosswalk?: Crosswalk | undefined
  /** `NEW=OLD`, names of decisions; those of the same name unless told. */
  compare?: readonly string[]
}

/** For editions of one set their own ids do. Throws `invalid`. */
export function planSimulation(from: AnySet, to: AnySet, { crosswalk: wished, compare = [] }: Wishes = {}): Simulation {
  const given = wished ?? findCrosswalk(setKey(from), setKey(to))
  if (!given && from.id !== to.id)
    throw new AppError(
      'invalid',
      say(
        `Chưa có bảng đối chiếu từ ${setKey(from)} sang ${setKey(to)}.`,
        `There is no crosswalk from ${setKey(from)} to ${setKey(to)}.`,
      ),
    )
  const crosswalk = given ?? byOwnIds(from, to)
  const [problem] = checkCrosswalk(crosswalk, from, to)
  if (problem) throw new AppError('invalid', said(problem.message))
  return { from, to, crosswalk, decisions: comparedOf(compare, from, to) }
}

function comparedOf(pairs: readonly string[], from: AnySet, to: AnySet): Record<string, string> {
  const given = pairs.map((pair): [string, string] => {
    const [newer = '', older = newer] = pair.split('=')
    if (!namesOf(to).includes(newer) || !namesOf(from).includes(older))
      throw new AppError(
        'invalid',
        say(
          `--compare ${pair}: bộ mới có ${namesOf(to).join(', ')}; bộ cũ có ${namesOf(from).join(', ')}.`,
          `--compare ${pair}: the new set has ${namesOf(to).join(', ')}; the old one has ${namesOf(from).join(', ')}.`,
        ),
      )
    return [newer, older]
  })
  const decisions = given.length > 0 ? Object.fromEntries(given) : sameNamed(from, to)
  if (Object.keys(decisions).length > 0) return decisions
  throw new AppError(
    'invalid',
    say(
      `Hai bộ không có kết luận nào cùng tên; hãy chỉ ra bằng --compare MỚI=CŨ.`,
      'The two sets have no decision of the same name; tell them by --compare NEW=OLD.',
    ),
  )
}
