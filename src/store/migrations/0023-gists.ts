// What a sheet comes to beside its content: its ratings, and of each text only what a search for codes of evidence needs.
import type { Client } from '../with-client.ts'

/**
 * A text becomes its first visible character, so that an empty one is told from one that says something, and after it each of its
 * words that holds a digit, once: a code of evidence is always inside one such word, with whatever stands right before and after.
 */
const gist = String.raw`
  create function public.text_gist(text) returns text language sql immutable parallel safe as $$
    select concat_ws(' ',
      nullif(left(ltrim($1, E' \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'), 1), ''),
      (select string_agg(word, ' ' order by place) from (
        select run[1] as word, min(n) as place from regexp_matches($1 collate "C", '\S*[0-9]\S*', 'g') with ordinality found (run, n)
          group by 1) words)) $$;
  create function public.sheet_gist(jsonb) returns jsonb language sql immutable parallel safe as $$
    select jsonb_build_object('ratings', coalesce($1->'ratings', '{}'),
      'currentState', (select coalesce(jsonb_object_agg(key, public.text_gist(value)), '{}') from jsonb_each_text(coalesce($1->'currentState', '{}'))),
      'strengths', public.text_gist($1->>'strengths'), 'weaknesses', public.text_gist($1->>'weaknesses'),
      'plan', public.text_gist($1->>'plan'), 'unclear', public.text_gist($1->>'unclear')) $$;
  alter table sheets add column gist jsonb generated always as (public.sheet_gist(content)) stored;`

export async function up(client: Client): Promise<void> {
  await client.query(gist)
}
