// Whether the next cycle may follow an award: it still stands, and the school has registered to renew or raise it in time.
import { AppError } from '../../domain/errors.ts'
import { say, joined } from '../../domain/text.ts'
import type { Facts } from '../../domain/facts.ts'
import { whyNot } from '../../engine/step.ts'
import { system } from '../../engine/take.ts'
import { processId } from '../../engine/ids.ts'
import type { Engine, LoadedProcess, Unit } from '../../engine/ports.ts'
import type { Client } from '../../store/with-client.ts'

export type Purpose = 'new' | 'renewal' | 'upgrade'

export interface Following {
  school: string
  purpose: Purpose
  /** Number of the award that is renewed or raised; undefined for a new recognition. */
  follows: string | undefined
  at: string
}

const registrations = {
  renewal: { event: 'Renewal', act: say('đăng ký công nhận lại', 'registered for renewal') },
  upgrade: { event: 'Upgrade', act: say('đăng ký nâng cấp độ, mức độ', 'registered for a higher grade or tier') },
}

/**
 * Passes when the certification that holds the award has the school's registration, whose own guards keep the terms of the
 * procedure: renewal by five months before expiry (2018, Điều 35, 38), upgrade from two years on (2026, Điều 19 khoản 4). Throws
 * `invalid` naming the field, or `notAllowed` with the sentences of the certification.
 */
export async function refuseUnfollowed(
  client: Client,
  unit: Unit,
  engine: Engine,
  { school, purpose, follows, at }: Following,
): Promise<void> {
  if (purpose === 'new') {
    if (follows === undefined) return
    throw new AppError(
      'invalid',
      say(
        'Công nhận mới không nối tiếp bằng nào: bỏ trống số bằng (follows).',
        'A new recognition follows no certificate: leave its number (follows) empty.',
      ),
    )
  }
  if (follows === undefined)
    throw new AppError(
      'invalid',
      say(
        'Cần ghi số bằng hoặc chứng nhận mà chu kỳ này nối tiếp (follows).',
        'The number of the certificate that this cycle follows is needed (follows).',
      ),
    )
  const text = 'select award, cycle_id, status from awards where number = $1 and school_id = $2'
  type Row = { award: string; cycle_id: string | null; status: string }
  const award = (await client.query<Row>({ text, values: [follows, school] })).rows[0]
  if (!award)
    throw new AppError(
      'invalid',
      say(
        `Trường không có bằng hoặc chứng nhận số “${follows}” (follows).`,
        `The school has no certificate with the number “${follows}” (follows).`,
      ),
    )
  if (!['valid', 'inRemedy', 'suspended'].includes(award.status))
    throw new AppError(
      'invalid',
      say(
        `Bằng hoặc chứng nhận số “${follows}” không còn hiệu lực (follows).`,
        `The certificate with the number “${follows}” is no longer in force (follows).`,
      ),
    )
  // Issued before the system: its registration went to the department on paper.
  if (award.cycle_id === null) return
  const last = await unit.latest(award.cycle_id, 'certification')
  const id = processId(award.cycle_id, 'certification', last?.part ?? '')
  const { process } = await unit.load(id, null, null, at)
  if (!process)
    throw new AppError(
      'notFound',
      say(`Hồ sơ ${award.cycle_id} không có quy trình công nhận.`, `Case ${award.cycle_id} has no certification.`),
    )
  refuseUnregistered(engine, process, award.award, purpose, at)
}

function refuseUnregistered(
  engine: Engine,
  process: LoadedProcess,
  award: string,
  purpose: 'renewal' | 'upgrade',
  at: string,
): void {
  const { stored, procedureId } = process
  const { event, act } = registrations[purpose]
  if (stored.context[`${award}${event}On`]) return
  const type = `register${award.charAt(0).toUpperCase()}${award.slice(1)}${event}`
  const rules = engine.procedure(procedureId)
  const happening = { type, payload: {}, facts: {} as Facts, rules, at, actor: system, drawn: {} }
  const reasons = whyNot(engine.definition(stored.process, stored.edition), stored, happening)
  const why =
    reasons === null
      ? say(
          `Trường chưa ${act.vi}: gửi công văn ở hồ sơ công nhận ${process.cycleId} rồi mới mở chu kỳ mới.`,
          `The school has not ${act.en}: send the letter in the case ${process.cycleId} before a new cycle is opened.`,
        )
      : reasons.length > 0
        ? joined(reasons)
        : say(
            `Hồ sơ ${process.cycleId} đang ở bước không ${act.vi} được.`,
            `At its present step the case ${process.cycleId} cannot be ${act.en}.`,
          )
  throw new AppError('notAllowed', why, { reasons: reasons ?? [] })
}
