// My work is exactly what waits for me: reckoned anew from the drawings for everybody along a whole case, and kept when things move.
import { beforeAll, describe, expect, it } from 'vitest'
import { rolesAt } from '../../src/domain/policy.ts'
import { reviewRoles, type Role } from '../../src/domain/roles.ts'
import { awaited } from '../../src/engine/awaited.ts'
import { stateName, type StateValue } from '../../src/engine/definition.ts'
import { groundOfCycle } from '../../src/store/views/standing.ts'
import { myWork } from '../../src/store/views/work.ts'
import { publishWaitingStates } from '../../src/store/waiting-states.ts'
import { withClient } from '../../src/store/with-client.ts'
import { freshDatabase } from '../support/database.ts'
import { sampleCase, type SampleCase } from '../support/sample-case.ts'
import { putSamplePeople, toStage } from '../support/whole-case.ts'

const reviewers: readonly Role[] = reviewRoles
const everybody = 'principal le-thi-hanh bui-thi-nga officer head director chair commune r1 r2 r3 r8'.split(' ')

const complaint = { award: 'accreditation', letter: { number: '50/QĐ', date: '2026-03-05' }, grounds: 'Chưa xét đủ.' }

let made: SampleCase

beforeAll(async () => {
  made = await sampleCase(await freshDatabase())
  await putSamplePeople(made.db)
})

/** What the list says, by pages of `limit`. */
async function listed(person: string, limit = 200): Promise<string[]> {
  const rows: string[] = []
  let cursor: string | undefined
  do {
    const asked = { person, at: made.engine.now(), cursor, limit }
    const page = await withClient(made.db, (client) => myWork(client, asked))
    rows.push(...page.items.map(({ process, roles, dueAt }) => `${process} ${roles.join()} ${dueAt}`))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

interface Running {
  id: string
  process: string
  edition: string
  value: StateValue
  assessor: string | null
  /** Not a sheet of the review that nobody asks for: that of level 4, where the school leaves it out. */
  judged: boolean
  /** The people of the groups that a sheet of the school was given to. */
  given: string[] | null
  due: string | null
}

/** The same worked out from each process by itself: its states, its deadlines, its groups, and what the person is to the case. */
async function reckoned(person: string): Promise<string[]> {
  const ground = await withClient(made.db, (client) => groundOfCycle(client, made.cycle, person, made.engine.now()))
  const running = await made.rows<Running>(
    `select p.id, p.process, p.edition, p.value, s.assessor,
      coalesce(s.kind = 'school' or s.criterion <> 'M4', true) or exists (select 1 from sheets l join processes lp on lp.id = l.process_id
        where l.cycle_id = p.cycle_id and l.kind = 'school' and l.criterion = 'M4' and lp.state = 'agreed') as judged,
      case when s.kind = 'school' then (select jsonb_path_query_array(c.context, '$.groups[*] ? (@.criteria[*] == $it).**.personId',
        jsonb_build_object('it', s.criterion)) from processes c where c.cycle_id = p.cycle_id and c.process = 'selfAssessment') end as given,
      (select to_json(min(due_at)) #>> '{}' from deadlines d
      where d.process_id = p.id and d.status = 'running') as due
      from processes p left join sheets s on s.process_id = p.id where not p.ended order by due nulls last, p.id`,
  )
  return running.flatMap(({ id, process, edition, value, assessor, judged, given, due }) => {
    const definition = made.engine.definition(process, edition)
    const waited = stateName(value)
      .split(' ')
      .flatMap((leaf) => awaited(definition, leaf))
    const held = ground ? rolesAt(ground.standing, ground.place) : []
    // Whoever leads a team scores too: on one's own sheet one is waited for whatever one is to the review, until it is handed in.
    const isOwn = assessor === person && stateName(value) === 'drafting'
    const isWaited = (role: Role) => (assessor === null ? waited.includes(role) : isOwn && reviewers.includes(role))
    const roles = judged ? held.filter(isWaited) : []
    if (given && given.length > 0 && !given.includes(person) && roles.includes('workingGroup'))
      roles.splice(roles.indexOf('workingGroup'), 1)
    const isOthers = assessor !== null && assessor !== person
    return roles.length === 0 || isOthers ? [] : [`${id} ${roles.toSorted().join()} ${due}`]
  })
}

describe('my work', () => {
  it('is what waits for each person at every stage of a case, by its deadline, page by page', async () => {
    const seen = new Set<string>()
    await toStage(made, 'granted', async (stage) => {
      for (const person of everybody) {
        const expected = await reckoned(person)
        expect(await listed(person, 7), `${person}, ${stage}`).toEqual(expected)
        if (expected.length > 0) seen.add(person)
      }
      // The school's own process waits for the review: nobody of the department has anything to do in it.
      if (stage === 'registered') expect(await listed('officer')).toEqual([expect.stringContaining('/externalReview ')])
    })
    for (const person of ['principal', 'bui-thi-nga', 'officer', 'director', 'r1', 'r3']) expect(seen).toContain(person)
  })

  it('follows a school that comes under another department, and an office that ends', async () => {
    await made.send('certification', 'fileComplaint', complaint, 'principal')
    expect(await listed('director')).toEqual(await reckoned('director'))
    expect(await listed('director')).not.toEqual([])
    await made.rows(
      `insert into organisations (id, kind, name, parent_id) values ('so-khac', 'department', 'Sở khác', 'tinh')`,
    )
    await made.rows(`update schools set department_id = 'so-khac' where id = 'truong'`)
    expect(await listed('director')).toEqual([])
    await made.rows(`update schools set department_id = 'so' where id = 'truong'`)
    expect(await listed('director')).not.toEqual([])
    await made.rows(`update offices set until = '2026-01-01' where person_id = 'director'`)
    expect(await listed('director')).toEqual([])
  })

  it('knows what waited before this program did', async () => {
    const before = await listed('officer')
    await made.rows('delete from waits')
    await made.rows(`update waiting_states set hash = 'drawn otherwise'`)
    await publishWaitingStates(made.db)
    expect([await listed('officer'), await listed('principal')]).toEqual([before, await reckoned('principal')])
  })
})
