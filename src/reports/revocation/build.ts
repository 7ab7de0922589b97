// Quyết định thu hồi a certificate: of accreditation (2018, Điều 36) or of the national standard (2018, Điều 39; 2026, Điều 20).
import { z } from 'zod'
import { say } from '../../domain/text.ts'
import type { AwardKind, ReportInput } from '../input.ts'
import { lastAct, Numbered, type CaseView } from '../parts/acts.ts'
import { decisionFrame, legalGrounds } from '../parts/award.ts'
import { placeOf } from '../parts/letterhead.ts'
import { groundLines, numberWords, paperFrame, startPaper } from '../parts/paper.ts'
import { dots } from '../parts/paper.ts'
import { shortDate } from '../parts/words.ts'

const Revocation = z.object({ decision: Numbered, basis: Numbered, reason: z.string() })
const text = z.string().nullable().catch(null)

/** The last revocation of that award. Throws `conflict` before. */
export function revocationOf(view: CaseView, kind: AwardKind) {
  const what =
    kind === 'accreditation'
      ? say('Chứng nhận', 'accreditation certificate')
      : say('Bằng công nhận', 'national standard certificate')
  const event = kind === 'accreditation' ? 'revokeAccreditation' : 'revokeNationalStandard'
  return lastAct(
    view,
    [event],
    Revocation,
    say(`${what.vi} của nhà trường chưa bị thu hồi.`, `The school’s ${what.en} has not been revoked.`),
  )
}

/** Throws `conflict` before the award was revoked. */
export function buildRevocation(input: ReportInput, kind: AwardKind) {
  const bench = startPaper(input)
  const { payload, actor } = revocationOf(input, kind)
  const { decision, basis, reason } = payload
  const { school, processes } = input.submission
  const read = (key: string) => text.parse(processes['certification']?.[`${kind}${key}`])
  const paper = { kind, grade: null, certificate: null, issuedAt: null, expiresAt: null, reason }
  const signed = { ...input, signers: { ...input.signers, [kind]: actor.name } }
  const frame = decisionFrame(signed, { ...paper, decision: decision.number, decidedOn: decision.date }, bench.marks)
  const { words, head, signature, decider } = frame
  const [first, on] = [read('Decision'), read('DecidedOn')]
  const given = first && on ? ` (cấp theo Quyết định số ${first} ngày ${shortDate(on)})` : ''
  return {
    decider,
    words,
    grounds: groundLines([
      ...legalGrounds(input).map((one) => `Căn cứ ${one}`),
      `Căn cứ kết luận, đề nghị tại văn bản ${numberWords(basis)}`,
    ]),
    revoke: `Thu hồi ${words.certificate} số ${read('Certificate') ?? dots}${given} của ${school.name}, ${placeOf(school)}; lý do:`,
    reason: bench.prose.paragraphs(reason),
    executors: `${words.byProvince ? 'Chánh Văn phòng UBND tỉnh, Giám đốc Sở Giáo dục và Đào tạo' : 'Chánh Văn phòng Sở, Trưởng phòng Quản lý chất lượng'}, Hiệu trưởng ${school.name} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.`,
    ...paperFrame(bench, {
      title: `Quyết định thu hồi ${words.certificate}`,
      heading: 'QUYẾT ĐỊNH',
      about: `Về việc thu hồi ${words.certificate}`,
      form: `${kind}Revocation`,
      head: { ...head, numberMark: false },
      signature,
    }),
  }
}
