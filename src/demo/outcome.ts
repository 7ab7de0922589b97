// What a run came to, in words, and whether it is what its input file expects.
import type { Cycle } from './input.ts'
import type { Awards } from './world-port.ts'

const awardNames: Readonly<Record<string, string>> = {
  accreditation: 'cấp độ',
  nationalStandard: 'chuẩn quốc gia mức độ',
}

/** `cấp độ 2, chuẩn quốc gia mức độ 1`, or how the certification or the year ended. */
export function awardWords(awards: Awards, states: Readonly<Record<string, string>>): string {
  const words = Object.entries(awards).map(([kind, { grade }]) => `${awardNames[kind] ?? kind} ${grade}`)
  if (words.length > 0) return words.join(', ')
  if (stands(states['certification'] ?? '', 'refused')) return 'không công nhận'
  return states['certification'] ? 'chưa quyết định' : 'tự đánh giá'
}

/** Each way in which the run is otherwise than expected, as a sentence. */
export function mismatches(
  expect: Cycle['expect'],
  states: Readonly<Record<string, string>>,
  awards: Awards,
): string[] {
  const inStates = Object.entries(expect.states).flatMap(([process, state]) => {
    const actual = states[process] ?? '(không có)'
    return state.split(' ').every((part) => stands(actual, part)) ? [] : [`${process}: chờ ${state}, đang ${actual}`]
  })
  const inAwards = Object.entries(expect.awards ?? {}).flatMap(([kind, grade]) => {
    const actual = awards[kind]?.grade ?? null
    return actual === grade
      ? []
      : [`${awardNames[kind] ?? kind}: chờ ${grade ?? 'không có'}, được ${actual ?? 'không có'}`]
  })
  return [...inStates, ...inAwards]
}

/** Whether a process is at this place: `nationalStandard.refused` lies within `active.nationalStandard.refused`. */
function stands(actual: string, place: string): boolean {
  return actual.split(' ').some((one) => `.${one}.`.includes(`.${place}.`))
}
