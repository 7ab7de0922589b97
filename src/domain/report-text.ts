// When the text of the review's report may still be worded: after the team has moderated, and never while the school reads the draft.
const writing: readonly string[] = ['drafting', 'meeting', 'notifying', 'finalising']

/** By the state of the external review: of 2018 while drafting and finalising, of 2026 from the council's meeting on. */
export function isReportWorded(state: string): boolean {
  return writing.includes(state)
}
