// SPDX-License-Identifier: EUPL-1.2
/** A custodian who left, or lost the role by which they see the backups, opens nothing: said at once, and not on the day of the restore. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';
import { tellLapse } from './tell-lapse.ts';

type Ctx = Context<Tables>;

export const CHECK_CUSTODIANS = 'backup.check-custodians';

const actor = { kind: 'job', name: CHECK_CUSTODIANS } as const;

/** A custodian: `keptBy` is their operator, where they are not of the body; `lapseId` what was noticed before. */
type Held = {
  organisation: string;
  escrowId: string;
  repositoryId: string;
  label: string;
  personId: string;
  name: string;
  keptBy: string | null;
  lapseId: string | null;
};

/** Marks the custodians who may open no more, and forgets the mark of those who are back: all of them, or those who are of the body or the operator `of`. */
export async function checkCustodians({ house }: Ctx, { of }: { of?: string } = {}): Promise<void> {
  const known = new Map<string, ReadonlySet<string>>();
  // A person's permissions are read in the body that they serve: once each.
  const mayOpen = async ({ organisation, keptBy, personId }: Held): Promise<boolean> => {
    const serves = keptBy ?? organisation;
    const permission = keptBy === null ? 'backup.read' : 'backup.oversee';
    const key = `${serves} ${permission}`;
    const those = known.get(key) ?? (await holders(house, serves, permission));
    known.set(key, those);
    return those.has(personId);
  };
  for (const [organisation, theirs] of Map.groupBy(await findHeld(house, of ?? null), (one) => one.organisation)) {
    const changed: Held[] = [];
    for (const one of theirs) if ((await mayOpen(one)) === (one.lapseId !== null)) changed.push(one);
    if (changed.length > 0) await inContext<Tables, void>(house, { actor, organisation }, (ctx) => mark(ctx, changed));
  }
}

/** What people change, in a body or at an operator, may take a password out of somebody's reach. */
export async function askCheck(ctx: Ctx): Promise<void> {
  await ctx.queue(CHECK_CUSTODIANS, { of: ctx.organisation });
}

async function holders(house: House, organisation: string, permission: string): Promise<ReadonlySet<string>> {
  return inContext<Tables, ReadonlySet<string>>(
    house,
    { actor, organisation, readOnly: true },
    async (ctx) => new Set((await holdersOf(ctx, permission)).map(({ personId }) => personId)),
  );
}

function findHeld(house: House, of: string | null): Promise<Held[]> {
  return acrossOrganisations<Tables, Held[]>(house.db, 'backup.check-custodians', 'find who holds the passwords of backups', async (tx) => {
    const { rows } = await sql<Held>`
      select e.organisation_id as organisation, e.id as "escrowId", r.id as "repositoryId", r.label, c.person_id as "personId", c.name,
        y.operator_id as "keptBy", l.id as "lapseId"
      from backup.escrow e
      join backup.repository r on r.organisation_id = e.organisation_id and r.id = e.repository_id
      cross join lateral (values (e.first_custodian, e.first_custodian_name), (e.second_custodian, e.second_custodian_name)) c (person_id, name)
      left join backup.custody y on y.organisation_id = e.organisation_id and y.escrow_id = e.id and y.person_id = c.person_id
      left join backup.custodian_lapse l on l.organisation_id = e.organisation_id and l.escrow_id = e.id and l.person_id = c.person_id
      where e.withdrawn_at is null
        and r.closed_at is null
        and (${of}::uuid is null or ${of}::uuid = coalesce(y.operator_id, e.organisation_id))
      order by e.organisation_id, c.name, r.label`.execute(tx);
    return rows;
  });
}

async function mark(ctx: Ctx, changed: readonly Held[]): Promise<void> {
  const lapsed: Held[] = [];
  for (const held of changed) {
    if (held.lapseId !== null)
      await ctx.tx.deleteFrom('backup.custodian_lapse').where('organisation_id', '=', ctx.organisation).where('id', '=', held.lapseId).execute();
    else if (await write(ctx, held)) lapsed.push(held);
  }
  if (lapsed.length > 0) await tellLapse(ctx, lapsed);
}

// Locked, for a password that is being withdrawn or entrusted again has nobody left to replace.
async function write(ctx: Ctx, { escrowId, repositoryId, personId, name }: Held): Promise<boolean> {
  const { rows } = await sql`
    with standing as (
      select e.organisation_id, e.id, e.repository_id, a.operator_id
      from backup.escrow e
      join backup.account a on a.organisation_id = e.organisation_id
      where e.organisation_id = ${ctx.organisation} and e.id = ${escrowId} and e.withdrawn_at is null
      for share of e)
    insert into backup.custodian_lapse (organisation_id, id, escrow_id, repository_id, operator_id, person_id, custodian_name, noticed_at)
    select organisation_id, ${ctx.newId()}, id, repository_id, operator_id, ${personId}, ${name}, ${ctx.now().toString()}
    from standing
    on conflict do nothing
    returning id`.execute(ctx.tx);
  if (rows.length > 0) await ctx.tell('backup.custodian-lapsed', { repositoryId });
  return rows.length > 0;
}
