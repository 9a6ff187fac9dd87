// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { signsOf, type Sign } from './signs-of.ts';
import { tellSign } from './tell-sign.ts';

const USUAL_EVERY_HOURS = 24;

type Watched = {
  id: string;
  label: string;
  operator_id: string;
  enrolled_at: string | null;
  backed_up_at: string | null;
  bytes: number;
  heartbeat: string | null;
  heard_at: string | null;
  every_hours: number | null;
  added_bytes: number;
  removed_bytes: number;
  refused_removals: number;
  refused_objects: number;
  earlier: number[];
  yesterday: number | null;
};

/** Each hour, body by body: what looks wrong is written once a day for each machine, and told. */
export async function watchMachines({ house }: Context<Tables>): Promise<{ signs: number }> {
  const bodies = await acrossOrganisations<Tables, string[]>(house.db, 'backup.watch', 'find the bodies that have machines', async (tx) => {
    const rows = await tx.selectFrom('backup.repository').select('organisation_id').distinct().where('closed_at', 'is', null).execute();
    return rows.map((row) => row.organisation_id);
  });
  let signs = 0;
  for (const organisation of bodies)
    signs += await inContext<Tables, number>(house, { actor: { kind: 'job', name: 'backup.watch' }, organisation }, watchBody);
  return { signs };
}

/** The same for the body in the address. Returns how many signs are new. */
export async function watchBody(ctx: Context<Tables>): Promise<number> {
  let found = 0;
  for (const machine of await readWatched(ctx)) {
    for (const sign of signsOf(factsOf(ctx, machine))) if (await write(ctx, machine, sign)) found += 1;
  }
  return found;
}

async function readWatched(ctx: Context<Tables>): Promise<Watched[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<Watched>`
    select r.id, r.label, r.operator_id, r.enrolled_at, r.backed_up_at, r.bytes, r.heartbeat, r.heard_at,
      (select min(l.every_hours) from backup.plan_line l where l.organisation_id = r.organisation_id and l.repository_id = r.id) as every_hours,
      coalesce(d.added_bytes, 0) as added_bytes,
      coalesce(d.removed_bytes, 0) as removed_bytes,
      coalesce(d.refused_removals, 0) as refused_removals,
      coalesce(d.refused_objects, 0) as refused_objects,
      coalesce((
        select array_agg(e.added_bytes::float8)
        from backup.day e
        where e.organisation_id = r.organisation_id
          and e.repository_id = r.id
          and e.on_day between ${today}::date - 30 and ${today}::date - 1
          and e.snapshots > 0), '{}') as earlier,
      (select y.added_bytes
        from backup.day y
        where y.organisation_id = r.organisation_id
          and y.repository_id = r.id
          and y.on_day = ${today}::date - 1
          and y.snapshots > 0) as yesterday
    from backup.repository r
    left join backup.day d on d.organisation_id = r.organisation_id and d.repository_id = r.id and d.on_day = ${today}::date
    where r.organisation_id = ${ctx.organisation}
      and r.closed_at is null
    order by r.id`.execute(ctx.tx);
  return rows;
}

function factsOf(ctx: Context<Tables>, machine: Watched): Parameters<typeof signsOf>[0] {
  const instantOf = (text: string | null): Temporal.Instant | null => (text ? Temporal.Instant.from(text) : null);
  return {
    now: ctx.now(),
    enrolledAt: instantOf(machine.enrolled_at),
    backedUpAt: instantOf(machine.backed_up_at),
    everyHours: machine.every_hours ?? USUAL_EVERY_HOURS,
    bytes: machine.bytes,
    today: {
      addedBytes: machine.added_bytes,
      removedBytes: machine.removed_bytes,
      refusedRemovals: machine.refused_removals,
      refusedObjects: machine.refused_objects,
    },
    earlier: machine.earlier,
    yesterday: machine.yesterday,
    heartbeat: machine.heartbeat ? { heardAt: instantOf(machine.heard_at) } : null,
  };
}

async function write(ctx: Context<Tables>, machine: Watched, { kind, says }: Sign): Promise<boolean> {
  if (await stillLasts(ctx, machine, { kind, says })) return false;
  const written = await ctx.tx
    .insertInto('backup.sign')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      repository_id: machine.id,
      operator_id: machine.operator_id,
      kind,
      on_day: ctx.today().toString(),
      says,
      noticed_at: ctx.now().toString(),
      seen_by: null,
      seen_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return false;
  await ctx.tell('backup.sign-noticed', { repositoryId: machine.id, signId: written.id, kind });
  await tellSign(ctx, { signId: written.id });
  return true;
}

/** A silence is one, however many days it lasts: its sign says today's length, and who has seen it is not told each morning. */
async function stillLasts(ctx: Context<Tables>, { id, enrolled_at, backed_up_at, heard_at }: Watched, { kind, says }: Sign): Promise<boolean> {
  const since = { silence: backed_up_at ?? enrolled_at, 'no-heartbeat': heard_at }[kind as string];
  if (!since) return false;
  // Of those of before they were one, the latest alone: a day holds one of a kind.
  const { rows } = await sql`
    update backup.sign set says = ${says}, on_day = ${ctx.today().toString()}
    where organisation_id = ${ctx.organisation} and id = (
      select l.id from backup.sign l
      where l.organisation_id = ${ctx.organisation} and l.repository_id = ${id} and l.kind = ${kind} and l.noticed_at > ${since}
      order by l.on_day desc
      limit 1)
    returning id`.execute(ctx.tx);
  return rows.length > 0;
}
