// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from './tables.ts';

const PEOPLE = ['people.administer', 'people.compose-roles', 'people.manage-groups', 'people.read', 'people.see-colleagues'];
const ROLES = ['agent', 'body-administrator', 'body-dpo', 'dgs', 'elected', 'president', 'secretary'];

/**
 * What the invented persons share: the operator administers its territory, an EPCI its communes, a commune has a group and an address that two of
 * them hold. Repeatable, in a transaction of the across role.
 */
export async function demonstrateSharing(tx: Transaction<Tables>, at: Temporal.Instant): Promise<void> {
  const bodies = await tx
    .selectFrom('organisations.body')
    .select(['id', 'slug'])
    .where('slug', 'in', ['gironde-numerique', 'cc-les-coteaux-bordelais-243301355', 'tresses-33535'])
    .execute();
  const idOf = new Map(bodies.map(({ slug, id }) => [slug, id]));
  const [operator, epci, commune] = ['gironde-numerique', 'cc-les-coteaux-bordelais-243301355', 'tresses-33535'].map((slug) => idOf.get(slug));
  if (!operator || !epci || !commune) throw new Error('the demonstration lacks a body');
  await delegate(tx, at, { by: operator, to: operator, over: operator, covers: 'territory', mayDelegate: false });
  await delegate(tx, at, { by: operator, to: epci, over: epci, covers: 'members', mayDelegate: true });
  await gather(tx, at, commune);
}

type Delegation = { by: string; to: string; over: string; covers: 'members' | 'territory'; mayDelegate: boolean };

async function delegate(tx: Transaction<Tables>, at: Temporal.Instant, { by, to, over, covers, mayDelegate }: Delegation): Promise<void> {
  const standing = await tx
    .selectFrom('people.delegation')
    .select('id')
    .where('organisation_id', '=', by)
    .where('delegate_id', '=', to)
    .executeTakeFirst();
  if (standing) return;
  await tx
    .insertInto('people.delegation')
    .values({
      organisation_id: by,
      id: uuidV7(at.epochMilliseconds),
      delegate_id: to,
      administered_id: over,
      covers,
      permissions: PEOPLE,
      roles: ROLES,
      may_delegate: mayDelegate,
      begins_on: '2026-04-01',
      ends_on: null,
      granted_by: by,
      granted_at: at.toString(),
      revoked_at: null,
      revoked_by: null,
      parent_by: null,
      parent_id: null,
      depth: 1,
    })
    .execute();
}

async function gather(tx: Transaction<Tables>, at: Temporal.Instant, commune: string): Promise<void> {
  const standing = await tx.selectFrom('people.generic_account').select('id').where('organisation_id', '=', commune).executeTakeFirst();
  if (standing) return;
  const [group, account] = [uuidV7(at.epochMilliseconds), uuidV7(at.epochMilliseconds)];
  const owned = { organisation_id: commune, created_at: at.toString() };
  await tx
    .insertInto('people.person_group')
    .values({ ...owned, id: group, name: 'Cellule numérique', description: 'Prévenue en premier d’une panne ou d’un incident de sécurité.' })
    .execute();
  await tx
    .insertInto('people.generic_account')
    .values({ ...owned, id: account, address: 'mairie@tresses.exemple', name: 'Accueil de la mairie', closed_at: null })
    .execute();
  await sql`
    insert into people.group_member (organisation_id, id, group_id, mandate_id, added_at)
    select m.organisation_id, gen_random_uuid(), ${group}, m.id, ${at.toString()}::timestamptz
    from people.mandate m
    where m.organisation_id = ${commune}`.execute(tx);
  await sql`
    insert into people.generic_account_holder (organisation_id, id, account_id, mandate_id, role, added_at)
    select m.organisation_id, gen_random_uuid(), ${account}, m.id, case when m.kind = 'agent' then 'manager' else 'reader' end, ${at.toString()}::timestamptz
    from people.mandate m
    where m.organisation_id = ${commune}
      and m.kind <> 'external'`.execute(tx);
}
