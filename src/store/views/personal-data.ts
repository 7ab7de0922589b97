// Everything the system keeps about one person, for that person: no secrets, and nothing about anybody else.
import type { Client } from '../with-client.ts'

/** The statements that read it, each for the person `$1`. */
export const personalParts: Readonly<Record<string, string>> = {
  person: `select id, name, organisation_id, education_sector, sector_since, trained from people where id = $1`,
  account: `select email, status, created_at, suspended_reason, totp_confirmed_at is not null as second_factor,
    oidc_subject is not null as sign_on from accounts where person_id = $1`,
  sessions:
    'select created_at, last_seen_at, expires_at, strong from sessions where person_id = $1 order by created_at',
  tokens: `select name, scopes, created_at, expires_at, revoked_at, last_used_at from tokens where person_id = $1 order by created_at`,
  offices: `select role, organisation_id, since, until, delegated_by is not null as delegated, reason from offices
    where person_id = $1 order by since`,
  employments: 'select school_id, since, until from employments where person_id = $1 order by since',
  interests:
    'select school_id, kind, note, declared_at, withdrawn_at from interests where person_id = $1 order by declared_at',
  roles: 'select cycle_id, role, since, until from case_members where person_id = $1 order by since',
  notices: 'select process_id, message, at from notices where person_id = $1 order by at',
  mails: 'select template, created_at, status, sent_at from outbox where person_id = $1 order by id',
  comments: 'select process_id, body, at, resolved_at from comments where author_id = $1 order by at, id',
  observations: `select cycle_id, criterion, kind, method, body, place, observed_on, observed_time, at, withdrawn_at,
      (select count(*)::int from observation_photos f where f.observation_id = observations.id) as photos
    from observations where author_id = $1 order by at, id`,
  independence: 'select cycle_id, round, at from review_independence where person_id = $1 order by at',
  photos: `select f.name, f.type, f.size, f.at from observation_photos f join observations b on b.id = f.observation_id
    where b.author_id = $1 order by f.at, f.id`,
  visits: `select cycle_id, held_on, starts, ends, what, place, at, removed_at from visit_sessions where author_id = $1 order by at, id`,
  opened: 'select cycle_id, first_code, reason, at, until from evidence_grants where person_id = $1 order by at, id',
  uploads: `select cycle_id, name, length, status, created_at, used_as from uploads where person_id = $1 order by created_at, id`,
  jobs: 'select kind, status, created_at, ended_at, expires_at from jobs where person_id = $1 order by created_at, id',
  acts: 'select process_id, seq, at, event from history where actor_id = $1 order by at, process_id, seq',
  changes: `select at, action, subject_kind, subject_id, details, reason from journal where actor_id = $1 order by id`,
  aboutMe: `select at, action, reason from journal where subject_kind = 'person' and subject_id = $1 order by id`,
  refusals: 'select at, process_id, event, code, reason from refusals where actor_id = $1 order by id',
}

/** By kind of record, each a list. */
export async function personalData(client: Client, person: string): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(personalParts))
    data[name] = (await client.query({ text, values: [person] })).rows
  return data
}
