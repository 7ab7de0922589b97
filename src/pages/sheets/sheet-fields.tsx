// The fields of a sheet: for each level its demands, rated in place, and its text; then strengths, weaknesses and the plan.
import type { SheetContent } from '../../domain/case.ts'
import type { SetNode } from '../../domain/criteria/flatten.ts'
import { ratingOf } from '../../domain/criteria/rating-of.ts'
import type { MergeConflict } from '../../domain/merge-sheet.ts'
import { compileSet } from '../../domain/scoring/score.ts'
import type { Beside } from '../review/beside.ts'
import { Scores } from '../review/beside-parts.tsx'
import type { Fault } from '../faults.ts'
import type { View } from '../view.ts'
import { Stored } from './conflict.tsx'
import { letterOf, ratingField, stateField, texts, type TextName } from './form.ts'
import type { Loaded } from './load.ts'

export interface Held {
  view: View
  loaded: Loaded
  /** What reviewers have beside the sheet. */
  beside: Beside | null
  content: SheetContent
  conflicts: readonly MergeConflict[]
  faults: readonly Fault[]
}

export function PartFields(held: Held) {
  const { view, loaded, content } = held
  const { sheet, subject, school } = loaded
  const asks = sheet.kind === 'school'
  return (
    <>
      {subject.parts.map(({ key, title, nodes }) => (
        <section class="card">
          <h2>{view.say(title)}</h2>
          {asks ? (
            <>
              {nodes.map((node) => (
                <Demand held={held} node={node} />
              ))}
              <Prose
                held={held}
                name={stateField(key)}
                label={view.t('Mô tả hiện trạng', 'Current state')}
                value={content.currentState[key] ?? ''}
              />
            </>
          ) : (
            <div class="beside">
              <div>
                {nodes.map((node) => (
                  <Demand held={held} node={node} />
                ))}
              </div>
              <div class="theirs">
                <h3>{view.t('Trường viết', 'The school writes')}</h3>
                {school?.currentState[key] ? (
                  <Written text={school.currentState[key] ?? ''} />
                ) : (
                  <p class="hint">
                    {view.t('Trường không viết gì ở mức này.', 'The school wrote nothing on this level.')}
                  </p>
                )}
              </div>
            </div>
          )}
        </section>
      ))}
    </>
  )
}

export const textNames: Record<TextName, readonly [string, string]> = {
  strengths: ['Điểm mạnh', 'Strengths'],
  weaknesses: ['Điểm yếu, hạn chế', 'Weaknesses'],
  plan: ['Kế hoạch cải tiến chất lượng', 'Improvement plan'],
  unclear: ['Nội dung chưa rõ, cần xem thêm', 'What is unclear'],
}

export function TextFields(held: Held) {
  const { view, loaded, content } = held
  const { kind } = loaded.sheet
  const shown = texts.filter((name) => name !== 'unclear' || kind !== 'school')
  return (
    <section class="card">
      <h2>{view.t('Nhận định', 'Judgement')}</h2>
      {shown.map((name) => (
        <>
          <Prose held={held} name={name} label={view.t(...textNames[name])} value={content[name]} />
          {kind !== 'school' && loaded.school?.[name] && (
            <details>
              <summary>{view.t('Trường viết', 'The school writes')}</summary>
              <Written text={loaded.school[name]} />
            </details>
          )}
        </>
      ))}
    </section>
  )
}

function Written({ text }: { text: string }) {
  return (
    <div lang="vi">
      {text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </div>
  )
}

function Prose({ held, name, label, value }: { held: Held; name: string; label: string; value: string }) {
  const { view, loaded, conflicts } = held
  const conflict = conflicts.find(({ field }) => field === name)
  if (!loaded.writable)
    return (
      <div class="field">
        <h3>{label}</h3>
        {value === '' ? <p class="hint">{view.t('Chưa viết.', 'Not written.')}</p> : <Written text={value} />}
      </div>
    )
  return (
    <div class={conflict ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        maxlength={name.startsWith('currentState') ? 60_000 : 20_000}
        lang="vi"
        data-suggest="evidence"
        data-shortcut={shortcutOf(name, label)}
        aria-describedby={conflict ? `${name}-stored` : undefined}
      >
        {value}
      </textarea>
      {conflict && <Stored view={view} conflict={conflict} />}
    </div>
  )
}

function Demand({ held, node }: { held: Held; node: SetNode }) {
  const { view, loaded, beside, content, conflicts, faults } = held
  const { sheet, set, school } = loaded
  const field = ratingField(node.id)
  const conflict = conflicts.find((one) => one.field === field)
  const choices = choicesOf(view, loaded, node)
  const value = ratingOf(content.ratings, sheet.criterion, node)
  const bySchool = sheet.kind === 'school' || !school ? undefined : ratingOf(school.ratings, sheet.criterion, node)
  const fault = faults.find((one) => one.field === field)?.message
  const letter = letterOf(node.id)
  const label = (of: unknown) =>
    choices.find((choice) => choice.value === String(of))?.label ?? view.t('Chưa xét', 'Undecided')
  return (
    <fieldset class="bare demand" data-set={set.id} aria-describedby={fault && `${field}-fault`}>
      <legend lang="vi">
        {letter ? `${letter}) ` : ''}
        {view.lang === 'en' && node.text?.en ? node.text.en : (node.text?.vi ?? node.id)}
      </legend>
      {node.ref && <p class="ref">{node.ref}</p>}
      <Scores view={view} beside={beside} node={node.id} say={label} />
      {loaded.writable ? (
        <div class="choices">
          {choices.map((choice, index) => (
            <label>
              <input
                type="radio"
                id={index === 0 ? field : undefined}
                name={field}
                value={choice.value}
                checked={choice.value === (value === undefined ? '' : String(value))}
              />{' '}
              {choice.label}
            </label>
          ))}
        </div>
      ) : (
        <p>
          <span class={tone(value)}>{label(value)}</span>
        </p>
      )}
      {fault && (
        <p class="fault" id={`${field}-fault`}>
          {view.say(fault)}
        </p>
      )}
      {bySchool !== undefined && (
        <p class="hint">
          {view.t('Trường tự đánh giá: ', 'By the school: ')}
          {label(bySchool)}
        </p>
      )}
      {conflict && <Stored view={view} conflict={conflict} say={label} />}
    </fieldset>
  )
}

/** Levels by their number, the other texts by their place. */
function shortcutOf(name: string, label: string): string | undefined {
  const level = /^currentState\.(\d)$/.exec(name)?.[1]
  if (level) return `${level}|Mô tả hiện trạng Mức ${level}|Current state, level ${level}`
  const key: Record<string, string> = { strengths: 'm', weaknesses: 'y', plan: 'p', unclear: 'u' }
  return key[name] && `${key[name]}|${label}|${label}`
}

/** Undecided is neutral: missing data is no failure. */
function tone(value: unknown): string {
  return value === true ? 'chip good' : value === false ? 'chip bad' : 'chip none'
}

/** The ratings that the scale of a node allows, and none. */
export function choicesOf(
  { t, say }: View,
  { set }: Pick<Loaded, 'set'>,
  node: SetNode,
): { value: string; label: string }[] {
  const scale = node.scale === undefined ? undefined : compileSet(set).scoring.scales[node.scale]
  const none = { value: '', label: t('Chưa xét', 'Undecided') }
  if (scale?.kind === 'ordinal')
    return [...scale.levels.map(({ code, label }) => ({ value: code, label: label ? say(label) : code })), none]
  return [{ value: 'true', label: t('Đạt', 'Met') }, { value: 'false', label: t('Không đạt', 'Not met') }, none]
}
