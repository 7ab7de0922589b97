// What the register and the page of one certificate share: its address and its status as a mark.
import type { View } from '../view.ts'
import { statusName } from '../words.ts'

export const certificateUrl = ({ department, number }: { department: string; number: string }) =>
  `/province/certificates/${encodeURIComponent(department)}/${encodeURIComponent(number)}`

export function Status({ view, status }: { view: View; status: string }) {
  const tone = status === 'valid' ? 'good' : status === 'inRemedy' || status === 'superseded' ? 'warn' : 'bad'
  return <span class={`chip ${tone}`}>{view.say(statusName(status))}</span>
}
