// The buttons that make a paper as PDF or Word; one that takes long shows how far it is, and may be left.
import type { paperFormats } from '../../jobs/papers.ts'
import { caseUrl } from '../page.ts'
import type { View } from '../view.ts'

interface TakePaperProps {
  view: View
  cycle: string
  paper: string
  title: string
  formats?: readonly (typeof paperFormats)[number][]
}

/** The address of the paper as a page to read. */
export const paperUrl = (cycle: string, paper: string) => `/api/cycles/${encodeURIComponent(cycle)}/papers/${paper}`

export function TakePaper({ view, cycle, paper, title, formats = ['pdf', 'docx'] }: TakePaperProps) {
  const names = { pdf: 'PDF', docx: view.t('Bản Word', 'Word') }
  return (
    <form method="post" action={`${caseUrl(cycle)}/papers/${paper}`} target="_blank" rel="noopener">
      {formats.map((format) => (
        <button class="quiet small" name="format" value={format} aria-label={`${title}: ${names[format]}`}>
          {names[format]}
        </button>
      ))}
    </form>
  )
}
