// Days off that a department enters over the shipped calendar, and by which calendar each running term is counted.
import type { Client } from '../with-client.ts'

/**
 * A row is one year as a whole from then on; the calendar of a version is the latest row of each year up to it, over the shipped
 * years. A term without `calendar` is from before: it stands as the calendar before the next change counts it.
 */
const tables = `
  create table holiday_changes (
    department_id text not null references organisations, version int not null, year int not null, days jsonb not null,
    reason text not null, actor_id text not null references people, at timestamptz not null, moved int not null,
    primary key (department_id, version));
  create trigger holiday_changes_keep before update or delete on holiday_changes for each row execute function is_frozen();
  alter table deadlines add column since timestamptz, add column calendar int;`

export function up(client: Client): Promise<unknown> {
  return client.query(tables)
}
