// The form that opens a cycle of a school: the sets in force under their procedures, and which certificate it renews or raises.
import { dayOf } from '../../domain/calendar/add.ts'
import { uncorrected, usableEditions } from '../../domain/criteria/editions.ts'
import { setKey } from '../../domain/criteria/schema.ts'
import type { Library } from '../../store/library.ts'
import type { AwardRow } from '../../store/views/papers.ts'
import type { Purpose } from '../../commands/cycles/follow.ts'
import type { Fields } from '../fields.ts'
import { Field, Input } from '../parts/field.tsx'
import { Nothing } from '../parts/say.tsx'
import type { View } from '../view.ts'
import { awardName, gradeName } from '../words.ts'

interface Props {
  view: View
  library: Library
  school: string
  kind: string
  /** Certificates of the school whose term runs. */
  awards: readonly AwardRow[]
  /** School years that have a cycle already. */
  taken: readonly string[]
  fields: Fields
}

export function OpenCycle({ view, library, school, kind, awards, taken, fields }: Props) {
  const { t, say } = view
  const laws = lawsFor(library, kind, dayOf(view.at))
  const now = Number(view.at.slice(0, 4)) - (Number(view.at.slice(5, 7)) < 7 ? 1 : 0)
  const period = [0, 1, 2].map((more) => `${now + more}-${now + more + 1}`).find((one) => !taken.includes(one))
  if (laws.length === 0)
    return (
      <Nothing title={t('Chưa mở được chu kỳ.', 'No cycle can be opened.')}>
        {t(
          'Không có bộ tiêu chuẩn nào đang hiệu lực cho loại trường này.',
          'No criteria set for this kind of school is in force.',
        )}
      </Nothing>
    )
  return (
    <form method="post" action={`/schools/${encodeURIComponent(school)}`} class="card screen">
      <h2>{t('Mở chu kỳ mới', 'Open a cycle')}</h2>
      <Input
        view={view}
        name="period"
        label={t('Năm học', 'School year')}
        hint={t('Ví dụ: 2026-2027', 'For example 2026-2027')}
        value={fields.text('period') || (period ?? '')}
        maxlength={9}
      />
      <Field view={view} id="law" label={t('Quy trình và bộ tiêu chuẩn', 'Procedure and criteria set')}>
        <select id="law" name="law">
          {laws.map(({ procedure, sets }) => (
            <optgroup label={say(library.procedure(procedure).name)}>
              {sets.map((set) => (
                <option value={`${procedure}|${set}`} selected={`${procedure}|${set}` === fields.text('law')}>
                  {say(library.any(set).name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      {awards.length > 0 && <Goal view={view} awards={awards} chosen={fields.text('purpose')} />}
      <button>{t('Mở chu kỳ', 'Open')}</button>
    </form>
  )
}

/** Each procedure with the sets a school of this kind may use on that day, the newest first. */
function lawsFor(library: Library, schoolType: string, onDate: string): { procedure: string; sets: string[] }[] {
  const usable = usableEditions(
    library.sets().map((key) => library.any(key)),
    { schoolType, onDate },
  ).map(setKey)
  return library
    .procedures()
    .toReversed()
    .map((procedure) => {
      const { criteriaSets } = library.procedure(procedure)
      const sets = usable.filter((key) => criteriaSets.includes(key) || criteriaSets.includes(uncorrected(key)))
      return { procedure, sets: sets.toReversed() }
    })
    .filter(({ sets }) => sets.length > 0)
}

/** What the cycle is for: a school that holds a certificate renews it, raises it, or begins anew. */
function Goal({ view, awards, chosen }: { view: View; awards: readonly AwardRow[]; chosen: string }) {
  const { t, say } = view
  const option = (value: string, text: string) => (
    <option value={value} selected={value === chosen}>
      {text}
    </option>
  )
  return (
    <Field
      view={view}
      id="purpose"
      label={t('Mục đích', 'Purpose')}
      hint={t(
        'Công nhận lại hay nâng mức: trường gửi công văn đăng ký ở hồ sơ cũ trước. Chứng nhận cũ được thay khi có quyết định mới.',
        'To renew or raise, the school registers by letter in the earlier case first. The new decision takes the place of the old certificate.',
      )}
    >
      <select id="purpose" name="purpose">
        {option('new', t('Công nhận mới', 'A new recognition'))}
        {awards.flatMap(({ number, award, grade }) => {
          const what = `${say(awardName(award))}, ${say(gradeName(award, grade))}, ${number}`
          return [
            option(`renewal|${number}`, t(`Công nhận lại: ${what}`, `Renewal: ${what}`)),
            option(`upgrade|${number}`, t(`Nâng cấp độ, mức độ: ${what}`, `A higher grade: ${what}`)),
          ]
        })}
      </select>
    </Field>
  )
}

/** What the form says the cycle is for. */
export function goalIn(fields: Fields): { purpose: Purpose; follows?: string } {
  const [purpose, ...number] = fields.text('purpose').split('|')
  return purpose === 'renewal' || purpose === 'upgrade' ? { purpose, follows: number.join('|') } : { purpose: 'new' }
}
