// Each issuer counts for itself: the key of a register is who issues, the series and the year; so is a certificate's number.
import type { Client } from '../with-client.ts'

/** Registers begun before go on under the province for the national standard, under the department for the rest. */
export function up(client: Client): Promise<unknown> {
  return client.query(`
    alter table counters add column issuer text references organisations;
    update counters set issuer = case when series like '%.nationalStandard' then place.province_id else place.department_id end
      from (select department_id, province_id from schools order by id limit 1) place;
    delete from counters where issuer is null;
    alter table counters alter column issuer set not null, drop constraint counters_pkey, add primary key (issuer, series, year);
    alter table awards add column department_id text references organisations;
    update awards a set department_id = s.department_id from schools s where s.id = a.school_id;
    alter table awards alter column department_id set not null, drop constraint awards_pkey, add primary key (department_id, number);
    create index awards_number on awards (number);
  `)
}
