// The draft report beside the school's reply: what the team found at each criterion next to the school's own rating, differences first.
import type { SheetContent } from '../../domain/case.ts'
import type { Text } from '../../domain/text.ts'
import type { Services } from '../../http/services.ts'
import { schoolFactValues } from '../../store/facts.ts'
import { findCase } from '../../store/views/cases.ts'
import { listSheetGists, type SheetRow } from '../../store/views/sheets.ts'
import type { Ground } from '../../store/views/standing.ts'
import { withClient } from '../../store/with-client.ts'
import { caseUrl, sheetUrl } from '../page.ts'
import { draftsUrl } from '../review/replies.tsx'
import { subjectsOf } from '../sheets/parts.ts'
import { standingOf, type Standing } from '../sheets/standing.ts'
import type { View } from '../view.ts'

type Sheet = SheetRow & { content: SheetContent }
type Level = Standing['levels'][string] | undefined

interface Found {
  id: string
  title: Text
  own: Level
  team: Level
  sheet: Sheet
}

/** `null` where this person may not read the team's sheets, as before the draft is sent. */
export async function draftBeside(services: Services, ground: Ground, view: View) {
  const loaded = await withClient(services.db, async (client) => {
    const found = await findCase(client, ground.cycleId ?? '')
    if (!found) return null
    const sheets = await listSheetGists(client, ground)
    const facts = await schoolFactValues(client, { process: { cycleId: found.id, place: ground.place }, at: view.at })
    return { found, sheets, facts }
  })
  if (!loaded) return null
  const { found, sheets, facts } = loaded
  const set = services.library.set(found.set)
  const of = (kind: Sheet['kind']) => sheets.filter((one) => one.kind === kind)
  const round = Math.max(0, ...of('team').map((one) => one.round))
  const team = of('team').filter((one) => one.round === round)
  if (team.length === 0) return null
  const [own, theirs] = [standingOf(set, of('school'), facts), standingOf(set, team, facts)]
  const rows = subjectsOf(set).flatMap(({ id, title }): Found[] => {
    const sheet = team.find((one) => one.criterion === id)
    // The level-4 sheet has no level of its own to compare.
    const isCompared = sheet !== undefined && theirs?.levels[id] !== undefined
    return isCompared ? [{ id, title, own: own?.levels[id], team: theirs.levels[id], sheet }] : []
  })
  const differ = rows.filter((row) => row.own !== row.team)
  const same = rows.filter((row) => row.own === row.team)
  return <DraftBeside view={view} cycle={found.id} differ={differ} same={same} />
}

interface Props {
  view: View
  cycle: string
  differ: readonly Found[]
  same: readonly Found[]
}

function DraftBeside({ view, cycle, differ, same }: Props) {
  const { t } = view
  return (
    <section class="card">
      <h2>{t('Dự thảo của đoàn', 'The draft of the team')}</h2>
      <p>
        <a href={`${caseUrl(cycle)}/papers`} target="_blank" rel="noopener">
          {t('Đọc toàn văn dự thảo (thẻ mới)', 'Read the whole draft (new tab)')}
        </a>
        <br />
        <a href={draftsUrl(cycle)} target="_blank" rel="noopener">
          {t('Các vòng dự thảo và phản hồi (thẻ mới)', 'Drafts and replies by rounds (new tab)')}
        </a>
      </p>
      <h3>
        {t('Khác với tự đánh giá', 'Other than the school rated itself')} ({differ.length})
      </h3>
      {differ.length === 0 && <p class="hint">{t('Không có tiêu chí nào khác.', 'No criterion differs.')}</p>}
      {differ.map((row) => (
        <Criterion view={view} row={row} />
      ))}
      {same.length > 0 && (
        <details>
          <summary>{t(`Giống tự đánh giá (${same.length})`, `As the school rated itself (${same.length})`)}</summary>
          {same.map((row) => (
            <Criterion view={view} row={row} />
          ))}
        </details>
      )}
    </section>
  )
}

function Criterion({ view, row: { id, title, own, team, sheet } }: { view: View; row: Found }) {
  const { t } = view
  const { weaknesses, strengths, unclear } = sheet.content
  const told = [
    [t('Hạn chế', 'Weaknesses'), weaknesses],
    [t('Chưa rõ', 'Unclear'), unclear],
    [t('Điểm mạnh', 'Strengths'), strengths],
  ].filter(([, text]) => text !== '')
  return (
    <div class="demand">
      <h4>
        <a href={sheetUrl(sheet.process)} target="_blank" rel="noopener">
          {id} {view.say(title)}
        </a>
      </h4>
      <p>
        {t('Trường', 'School')}: {levelName(view, own)} · {t('đoàn', 'team')}: <strong>{levelName(view, team)}</strong>
      </p>
      {told.map(([name, text]) => (
        <p class="said" lang="vi">
          <strong>{name}: </strong>
          {text}
        </p>
      ))}
    </div>
  )
}

function levelName({ t }: View, level: Level): string {
  if (level === undefined || level === 'incomplete') return t('chưa xét', 'undecided')
  return level === 0 ? t('chưa đạt', 'not met') : t(`Mức ${level}`, `Level ${level}`)
}
