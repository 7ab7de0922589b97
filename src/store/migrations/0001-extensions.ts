// Search of names as Vietnamese people type them: with or without marks, in parts, in any case.
import type { Client } from '../with-client.ts'

/**
 * `name_key('Trường THPT Đồng Nai')` = 'truong thpt dong nai', for generated columns under a trigram index. `normalize`
 * first: a keyboard may send a letter and its mark apart. The dictionary is named in full, else it would not be immutable.
 */
export function up(client: Client): Promise<unknown> {
  return client.query(`
    create extension if not exists unaccent with schema public;
    create extension if not exists pg_trgm with schema public;
    create or replace function public.name_key(name text) returns text
      language sql immutable strict parallel safe
      as $$ select lower(public.unaccent('public.unaccent'::regdictionary, normalize(name, NFC))) $$;
  `)
}
