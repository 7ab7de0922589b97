// An act that is not taken back is pressed twice: the first press unfolds what the second one does. It works without scripts.
interface Props {
  action: string
  /** What is pressed first, and what it is about for those who cannot see it. */
  words: string
  of: string
  /** The act in full, on the button that does it. */
  sure: string
}

export function Sure({ action, words, of, sure }: Props) {
  return (
    <details>
      <summary>
        {words}
        <span class="unseen">: {of}</span>
      </summary>
      <form method="post" action={action}>
        <button class="quiet small">{sure}</button>
      </form>
    </details>
  )
}
