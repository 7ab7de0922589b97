// The drawings of the processes with the number of cases in each state, and the same as a table: whom it waits for, what leads where.
import { z } from 'zod'
import { reachOf } from '../../domain/permissions.ts'
import { personOf } from '../../http/route.ts'
import { Word } from '../../http/schemas.ts'
import { departmentsOf, provinceCounts } from '../../store/views/province.ts'
import { withClient } from '../../store/with-client.ts'
import { definitions } from '../../../workflows/index.ts'
import type { ProcessDefinition } from '../../../workflows/define.ts'
import { Frame } from '../frame.tsx'
import { page } from '../page.ts'
import { Tabs } from '../parts/tabs.tsx'
import { Table } from '../parts/table.tsx'
import type { View } from '../view.ts'
import { partsOf, Picture, type Part } from './drawing.tsx'
import { Places } from './places.tsx'
import { listUrl, processOrder } from './steps.ts'

const keyOf = ({ process, edition }: ProcessDefinition) => `${process}.${edition}`

export const drawingPages = [
  page({
    method: 'get',
    path: '/drawings',
    access: { to: 'seeProvince', of: 'reach' },
    query: z.object({ of: Word.optional() }),
    async handle({ view, services, query, ...call }) {
      const ordered = definitions.toSorted((a, b) => placeOf(a) - placeOf(b))
      const shown = ordered.find((one) => keyOf(one) === query.of) ?? ordered[0]
      const counts = await withClient(services.db, async (client) => {
        const departments = await departmentsOf(client, reachOf('seeProvince', personOf(call).offices))
        return provinceCounts(client, departments, {})
      })
      const { t } = view
      return (
        <Frame view={view} title={t('Sơ đồ quy trình', 'Drawings')} place="province">
          <h1>{t('Sơ đồ quy trình', 'Drawings of the processes')}</h1>
          <Places view={view} here="drawings" />
          <Tabs
            label={t('Quy trình', 'Process')}
            here={shown ? keyOf(shown) : ''}
            tabs={ordered.map(
              (one) =>
                [
                  keyOf(one),
                  `/drawings?of=${keyOf(one)}`,
                  `${view.say(one.name)} (${one.edition.replace('vn-', '')})`,
                ] as const,
            )}
          />
          {shown && <Parts view={view} definition={shown} parts={partsOf(view, shown, counts.at)} />}
        </Frame>
      )
    },
  }),
]

function placeOf({ process }: ProcessDefinition): number {
  const place = processOrder.indexOf(process)
  return place < 0 ? processOrder.length : place
}

interface PartsProps {
  view: View
  definition: ProcessDefinition
  parts: readonly Part[]
}

/** Parallel parts stand beside each other where there is room; a process of one part has its table beside it. */
function Parts({ view, definition, parts }: PartsProps) {
  const alone = parts.length === 1
  return (
    <div class={alone ? undefined : 'parts'}>
      {parts.map((part) => (
        <PartOf view={view} definition={definition} part={part} alone={alone} />
      ))}
    </div>
  )
}

interface PartProps {
  view: View
  definition: ProcessDefinition
  part: Part
  alone: boolean
}

function PartOf({ view, definition, part, alone }: PartProps) {
  const { t } = view
  const title = part.title ?? view.say(definition.name)
  return (
    <section class="card">
      <h2>{title}</h2>
      <div class={alone ? 'beside' : undefined}>
        <Picture view={view} definition={definition} part={part} label={t(`Sơ đồ: ${title}`, `Drawing: ${title}`)} />
        <div>
          {part.everywhere.length > 0 && (
            <p class="hint">
              {t('Có thể từ hầu hết các bước, không vẽ: ', 'From almost everywhere, not drawn: ')}
              {part.everywhere.join(', ')}.
            </p>
          )}
          <details open={alone}>
            <summary>{t('Xem dạng bảng', 'Show as a table')}</summary>
            <States view={view} definition={definition} part={part} title={title} />
          </details>
        </div>
      </div>
    </section>
  )
}

interface StatesProps {
  view: View
  definition: ProcessDefinition
  part: Part
  title: string
}

function States({ view, definition, part, title }: StatesProps) {
  const { t } = view
  const prefix = `${definition.process}|${definition.edition}|`
  return (
    <Table
      label={t(`Các bước: ${title}`, `States: ${title}`)}
      rows={part.nodes}
      columns={[
        { head: t('Bước', 'State'), is: 'name', cell: ({ label }) => label },
        {
          head: t('Hồ sơ', 'Cases'),
          is: 'number',
          cell: ({ cases, path }) => (cases > 0 ? <a href={listUrl({ at: `${prefix}${path}` })}>{cases}</a> : cases),
        },
        { head: t('Chờ ai', 'Waits for'), cell: ({ waits }) => waits },
        {
          head: t('Dẫn đến', 'Leads to'),
          bare: true,
          cell: (_node, index) => <Ways view={view} definition={definition} part={part} index={index} />,
        },
      ]}
    />
  )
}

/** Each event that leads on from a state, and to which. */
function Ways({
  view,
  definition,
  part,
  index,
}: {
  view: View
  definition: ProcessDefinition
  part: Part
  index: number
}) {
  const ways = part.arrows.filter(({ from }) => from === index)
  if (ways.length === 0) return null
  const nameOf = (event: string) => {
    const label = definition.events[event]?.label
    return label ? view.say(label) : view.t('ngay khi đủ điều kiện', 'as soon as it may')
  }
  const told = [...new Set(ways.map(({ event, to }) => `${nameOf(event)} → ${part.nodes[to]?.label ?? ''}`))]
  return (
    <ul class="plainly">
      {told.map((way) => (
        <li>{way}</li>
      ))}
    </ul>
  )
}
