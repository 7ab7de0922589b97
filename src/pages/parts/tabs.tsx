// Tabs that are links: the parts of one area, the one shown marked.
interface TabsProps {
  label: string
  here: string
  /** Name, address, words. */
  tabs: readonly (readonly [name: string, to: string, text: string])[]
}

export function Tabs({ label, here, tabs }: TabsProps) {
  return (
    <nav aria-label={label}>
      <ul class="tabs">
        {tabs.map(([name, to, text]) => (
          <li>
            <a href={to} aria-current={name === here ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
