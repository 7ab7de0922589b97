// What open pages are told of a case: the version of each process with its last event, and who is on which sheet.
import type { SheetOwner } from '../domain/policy.ts'
import type { Database } from './connect.ts'
import { touch } from './touched.ts'
import { inTransaction, type Client } from './with-client.ts'

export interface LiveRow {
  process: string
  version: number
  /** The event that made this version. */
  event: string
  /** Of a sheet. */
  owner: SheetOwner | null
}

export interface PresenceRow {
  process: string
  id: string
  name: string
  side: 'school' | 'review'
}

/** After so many seconds without a sign somebody is taken to have left. */
export const presenceSeconds = 60

export async function liveRows(client: Client, cycle: string): Promise<LiveRow[]> {
  const text = `select p.id as process, p.version, h.event,
      case when s.process_id is not null then json_build_object('kind', s.kind, 'assessor', s.assessor) end as owner
    from processes p join history h on h.process_id = p.id and h.seq = p.version left join sheets s on s.process_id = p.id
    where p.cycle_id = $1 order by p.id`
  return (await client.query<LiveRow & Record<string, unknown>>({ name: 'live-rows', text, values: [cycle] })).rows
}

export async function presentOn(client: Client, cycle: string, at: string): Promise<PresenceRow[]> {
  const text = `select r.process_id as process, r.person_id as id, w.name, r.side from presences r join people w on w.id = r.person_id
    where r.cycle_id = $1 and r.seen_at > $2::timestamptz - make_interval(secs => ${presenceSeconds}) order by r.process_id, w.name, w.id`
  return (await client.query<PresenceRow & Record<string, unknown>>({ name: 'present', text, values: [cycle, at] }))
    .rows
}

export interface Presence {
  process: string
  cycle: string
  person: string
  side: 'school' | 'review'
  at: string
}

/** Notes that somebody is on a sheet; whoever has just come is told to the others. Old signs are swept out on the way. */
export async function putPresence(db: Database, { process, cycle, person, side, at }: Presence): Promise<void> {
  const text = `with before as (select seen_at from presences where process_id = $1 and person_id = $3),
    swept as (delete from presences where (process_id, person_id) in (select process_id, person_id from presences
      where seen_at < $5::timestamptz - interval '1 hour' order by seen_at limit 50 for update skip locked))
    insert into presences (process_id, cycle_id, person_id, side, seen_at) values ($1, $2, $3, $4, $5)
    on conflict (process_id, person_id) do update set seen_at = excluded.seen_at, side = excluded.side
    returning not exists (select 1 from before where seen_at > $5::timestamptz - make_interval(secs => ${presenceSeconds})) as "isNew"`
  await inTransaction(db, async (client) => {
    const values = [process, cycle, person, side, at]
    const { rows } = await client.query<{ isNew: boolean }>({ name: 'put-presence', text, values })
    if (rows[0]?.isNew) touch(client, cycle)
  })
}

/** Whether this session still lets its person in. Asking does not lengthen it. */
export async function sessionLives(client: Client, sessionHash: string, at: string): Promise<boolean> {
  const text = `select 1 from sessions s join accounts a on a.person_id = s.person_id
    where s.id_hash = $1 and s.expires_at > $2 and a.status = 'active'`
  return (await client.query({ name: 'session-lives', text, values: [sessionHash, at] })).rows.length > 0
}
