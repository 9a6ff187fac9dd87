// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Mandate } from '#platform/access/provided.ts';
import type { Context } from '#platform/context.ts';
import { foldText, words } from '#platform/text/fold.ts';
import { refuseDelegation } from '../contract/delegation.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { rightsHeld } from '../read-me.ts';
import type { Tables } from '../tables.ts';
import { placesOf } from './delegation-reach.ts';

type Body = { id: string; slug: string; name: string; kind: string };
type Delegated = { through: string; permissions: string[] };

/** What the person signed in may do for one body, by their mandates and by delegation. One answer for a body that they do not reach and for none. */
export async function readPlace(ctx: Context<Tables>, { slug }: { slug: string }) {
  const { sessionId, supportedBy } = personWhoActs(ctx);
  const body = await ctx.tx.selectFrom('organisations.body').select(['id', 'slug', 'name', 'kind']).where('slug', '=', slug).executeTakeFirst();
  if (!body) throw refuseDelegation('people.body-not-reached');
  const mandates = await mandatesIn(ctx, sessionId);
  const own = mandates.filter(({ organisationId }) => organisationId === body.id);
  const delegated = supportedBy ? [] : ((await openDelegations(ctx, [body.id], mandates)).get(body.id) ?? []);
  if (own.length === 0 && delegated.length === 0) throw refuseDelegation('people.body-not-reached');
  const { index } = ctx.house;
  const permissions = new Set([...own.flatMap((mandate) => [...permissionsOf(index, mandate)]), ...delegated.flatMap((one) => one.permissions)]);
  const through =
    own.length > 0
      ? []
      : await placesOf(
          ctx,
          delegated.map((one) => one.through),
        );
  return {
    organisation: body,
    roles: [...new Set(own.flatMap(({ roles }) => [...roles]))],
    permissions: [...permissions].filter((name) => !(supportedBy && index.permissions.get(name)?.withheldFromSupport)).sort(),
    rights: await rightsHeld(ctx.house, body.id),
    through: through.map(({ name }) => name),
  };
}

/** Bodies that the person administers by delegation and whose name holds the words; each is checked before it is shown. */
export async function searchDelegatedBodies(ctx: Context<Tables>, { q, limit }: { q: string; limit: number }): Promise<{ rows: Body[] }> {
  const { sessionId, supportedBy } = personWhoActs(ctx);
  if (supportedBy) return { rows: [] };
  const { rows: candidates } = await sql<Body>`
    select b.id, b.slug, b.name, b.kind
    from people.bodies_delegated_to_me(${ctx.now().toString()}::timestamptz) d
    join organisations.body b on b.id = d.body_id`.execute(ctx.tx);
  // A delegation may have lost what it rests on: a few more are checked than are shown, all in one question.
  const asked = ranked(candidates, q).slice(0, 4 * limit);
  const mandates = await mandatesIn(ctx, sessionId);
  const open = await openDelegations(
    ctx,
    asked.map(({ id }) => id),
    mandates,
  );
  return { rows: asked.filter(({ id }) => (open.get(id) ?? []).length > 0).slice(0, limit) };
}

async function mandatesIn(ctx: Context<Tables>, sessionId: string): Promise<Mandate[]> {
  const { rows } = await sql<{ mandates: Mandate[] }>`
    select people.who_in_session(${sessionId}::uuid, ${ctx.now().toString()}::timestamptz) as mandates`.execute(ctx.tx);
  return rows[0]?.mandates ?? [];
}

// As the door does: what is delegated must be held in the body through which one comes.
async function openDelegations(ctx: Context<Tables>, bodyIds: readonly string[], mandates: readonly Mandate[]): Promise<Map<string, Delegated[]>> {
  const { rows } = await sql<{ body: string; delegated: Delegated[] | null }>`
    select asked.body, people.delegated_to_me(${ctx.now().toString()}::timestamptz, asked.body) as delegated
    from unnest(${[...bodyIds]}::uuid[]) as asked (body)`.execute(ctx.tx);
  return new Map(rows.map(({ body, delegated }) => [body, heldThrough(ctx, delegated ?? [], mandates)]));
}

function heldThrough(ctx: Context<Tables>, delegated: readonly Delegated[], mandates: readonly Mandate[]): Delegated[] {
  return delegated
    .map(({ through, permissions }) => {
      const held = new Set(
        mandates.filter(({ organisationId }) => organisationId === through).flatMap((one) => [...permissionsOf(ctx.house.index, one)]),
      );
      return { through, permissions: permissions.filter((name) => held.has(name)) };
    })
    .filter(({ permissions }) => permissions.length > 0);
}

function ranked(bodies: readonly Body[], typed: string): Body[] {
  const asked = words(typed);
  const start = asked.join(' ');
  const folded = new Map(bodies.map((body) => [body.id, words(body.name).join(' ')]));
  const nameOf = ({ id, name }: Body): string => folded.get(id) ?? foldText(name);
  return bodies
    .filter((body) => asked.every((word) => nameOf(body).includes(word)))
    .toSorted(
      (one, other) =>
        Number(nameOf(other).startsWith(start)) - Number(nameOf(one).startsWith(start)) || nameOf(one).localeCompare(nameOf(other), 'fr'),
    );
}
