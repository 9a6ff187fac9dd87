// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
import { JOB_SCHEMA } from '../jobs/queue.ts';

/** A table whose rows are kept: its qualified name, quoted where need be, and its columns in order, without the computed ones. */
export type KeptTable = { name: string; columns: string[] };

/** Of the queue, what was asked and is not done yet; its statistics and upkeep start anew. */
const KEPT_OF_QUEUE = ['queue', 'schedule', 'subscription', 'job', 'job_dependency'];

/** Every table of ours, by name. Unlogged ones hold nothing that should outlive a crash; partitions are read through their parent. */
export async function keptTables(client: Client): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(
    `select format('%I.%I', n.nspname, c.relname) as name,
        array(
          select quote_ident(a.attname)
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          order by a.attnum) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p')
        and not c.relispartition
        and c.relpersistence = 'p'
        and (n.nspname <> $1 or c.relname = any ($2))
        and ${IS_OURS}
      order by 1`,
    [JOB_SCHEMA, KEPT_OF_QUEUE],
  );
  return rows;
}

/** Sequences of our tables, with where they stand. */
export async function sequences(client: Client): Promise<{ name: string; last: string; isCalled: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname <> $1 and ${IS_OURS}
      order by 1`,
    [JOB_SCHEMA],
  );
  const found = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last: string; isCalled: boolean }>(
      `select last_value::text as last, is_called as "isCalled" from ${name}`,
    );
    for (const { last, isCalled } of state) found.push({ name, last, isCalled });
  }
  return found;
}

const IS_OURS = `n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname !~ '^pg_'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;
