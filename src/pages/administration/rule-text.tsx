// The rule of a criteria set as people read it: decisions row by row, each condition in words.
import type { AnySet } from '../../domain/criteria/framework.ts'
import type { Cond, Tally } from '../../domain/scoring/condition-schema.ts'
import type { Decision } from '../../domain/scoring/schema.ts'
import { thresholdText } from '../../domain/scoring/sentences.ts'
import { say, type Text } from '../../domain/text.ts'
import type { View } from '../view.ts'
import { kindOfNode } from './set-words.ts'

const join = (a: Text, b: Text) => say(`${a.vi}: ${b.vi}`, `${a.en}: ${b.en}`)

/** What a condition looks at, by the names the set gives. */
function subjectOf(set: AnySet, cond: Cond): Text {
  if (cond.name) return cond.name
  const { measure, fact, node } = cond
  if (measure !== undefined) {
    const name = set.scoring.measures.find(({ id }) => id === measure)?.name ?? say(measure, measure)
    return node === undefined ? name : say(`${name.vi} (${node})`, `${name.en} (${node})`)
  }
  if (fact !== undefined) return set.facts[fact]?.name ?? say(fact, fact)
  if (cond.count) return tallyText(set, say('Số', 'Number of'), cond.count)
  if (cond.share) return tallyText(set, say('Tỷ lệ', 'Share of'), cond.share)
  return cond.any ? say('Một trong các điều kiện', 'Any of') : say('Mọi điều kiện', 'All of')
}

function tallyText(set: AnySet, what: Text, { over, where }: Tally): Text {
  const kind = typeof over === 'object' ? over.kind : undefined
  const of = kindOfNode(kind ?? 'node')
  const met = conditionText(set, where)
  return say(
    `${what.vi} ${of.vi.toLowerCase()} có ${met.vi.toLowerCase()}`,
    `${what.en} ${of.en.toLowerCase()} with ${met.en.toLowerCase()}`,
  )
}

/** One line: "Số tiêu chí bắt buộc đạt Mức 2: từ 8 trở lên". */
function conditionText(set: AnySet, cond: Cond): Text {
  if (cond.all || cond.any || cond.not) return subjectOf(set, cond)
  if (cond.eq === true) return subjectOf(set, cond)
  if (cond.eq === false) return join(subjectOf(set, cond), say('không', 'no'))
  return join(subjectOf(set, cond), thresholdText(cond))
}

function Condition({ view, set, cond }: { view: View; set: AnySet; cond: Cond }) {
  const parts = cond.all ?? cond.any ?? (cond.not ? [cond.not] : [])
  const head = cond.not ? view.t('Không được', 'Not') : view.say(conditionText(set, cond))
  const test = set.scoring.measures.find(({ id }) => id === cond.measure)?.test
  const behind = parts.length === 0 && test ? [test] : parts
  return (
    <li>
      {head}
      {behind.length > 0 && (
        <ul>
          {behind.map((part) => (
            <Condition view={view} set={set} cond={part as Cond} />
          ))}
        </ul>
      )}
    </li>
  )
}

const outcomeText = ({ outcome, label, grade }: Decision['otherwise']): Text =>
  label ?? (grade === undefined ? say(outcome, outcome) : say(`${outcome} ${grade}`, `${outcome} ${grade}`))

export function DecisionRules({
  view,
  set,
  name,
  decision,
}: {
  view: View
  set: AnySet
  name: string
  decision: Decision
}) {
  const { t } = view
  return (
    <section class="card">
      <h3>{decision.name ? view.say(decision.name) : name}</h3>
      <p class="hint">
        {decision.hit === 'judgement'
          ? t(
              'Các dòng thỏa điều kiện đều chọn được; người có thẩm quyền chọn và nêu lý do.',
              'A person picks among the rows that hold.',
            )
          : t(
              'Xét từ trên xuống, dòng đầu tiên thỏa điều kiện cho kết quả.',
              'From above: the first row that holds decides.',
            )}
      </p>
      <ol>
        {decision.rows.map(({ when, then }) => (
          <li>
            <strong>{view.say(outcomeText(then))}</strong> {t('khi', 'when')}
            <ul>
              <Condition view={view} set={set} cond={when} />
            </ul>
          </li>
        ))}
        <li>
          <strong>{view.say(outcomeText(decision.otherwise))}</strong> {t('trong các trường hợp còn lại', 'otherwise')}
        </li>
      </ol>
    </section>
  )
}
