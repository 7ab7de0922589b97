// What every list and page of certificates shows of one: its address in the department's register, and its status as a mark.
import type { View } from '../view.ts'
import { statusName } from '../words.ts'

export const certificateUrl = ({ department, number }: { department: string; number: string }) =>
  `/province/certificates/${encodeURIComponent(department)}/${encodeURIComponent(number)}`

export function CertificateStatus({ view, status }: { view: View; status: string }) {
  const tone = status === 'valid' ? 'good' : status === 'inRemedy' || status === 'superseded' ? 'warn' : 'bad'
  return <span class={`chip ${tone}`}>{view.say(statusName(status))}</span>
}
