// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { registerOn } from '#rooms/organisations/api.ts';
import { personOf } from '../campaigns/campaign-record.ts';
import { refuse, type ChangeKind } from '../contract/mergers.ts';
import type { Tables } from '../tables.ts';
import { findChanges, type Change } from './find-changes.ts';
import { digestOf, proposalOf } from './proposal.ts';
import { planChange, type Concerned, type Plan } from './plan-change.ts';

/** What waits for the operator in the address. */
export async function listChanges(ctx: Context<Tables>) {
  const changes = await findChanges(ctx);
  return { rows: changes.map(headingOf) };
}

/** What a change would do, step by step, before anything is done. */
export async function previewChange(ctx: Context<Tables>, { kind, id }: { kind: ChangeKind; id: string }) {
  const plan = await readPlan(ctx, { kind, id });
  const { change, steps, conflicts } = plan;
  const proposal = await proposalOf(ctx, change);
  return {
    ...headingOf(change),
    steps: steps.map(({ convention, action, says }) => ({
      conventionId: convention.id,
      number: convention.number,
      kind: convention.kind,
      payer: convention.payer,
      beneficiary: convention.beneficiary,
      action,
      says,
    })),
    conflicts: conflicts.map(({ name, says, steps: rivals, proposed }) => ({
      name,
      says,
      choices: rivals.map(({ convention }) => ({
        conventionId: convention.id,
        label: `${convention.number} – ${convention.beneficiary}${convention.payer === convention.beneficiary ? '' : `, payée par ${convention.payer}`}`,
        isProposed: convention.id === proposed,
      })),
    })),
    dossiers: await openDossiers(ctx, change.fromIds),
    proposal: proposal
      ? {
          by: proposal.proposed_name,
          at: proposal.proposed_at,
          reason: proposal.reason,
          keeps: proposal.keeps,
          isMine: proposal.proposed_by !== null && proposal.proposed_by === personOf(ctx),
          isStale: proposal.plan !== digestOf(plan),
        }
      : null,
  };
}

/** The plan of a change that waits. Refuses `adhesions.change-unknown`. */
export async function readPlan(ctx: Context<Tables>, { kind, id }: { kind: ChangeKind; id: string }): Promise<Plan> {
  const change = (await findChanges(ctx)).find((one) => one.kind === kind && one.id === id);
  if (!change) throw refuse('adhesions.change-unknown');
  const concerned = await concernedBy(ctx, change);
  const names = new Map(concerned.flatMap(({ payer_id, payer, beneficiary_id, beneficiary }) => [[payer_id, payer], [beneficiary_id, beneficiary]])); // prettier-ignore
  if (change.intoId) names.set(change.intoId, await nameOfBody(ctx, change.intoId));
  return planChange(change, concerned, {
    nameOf: (one) => names.get(one) ?? '',
    newCadre: change.kind === 'move' && change.intoId ? await cadreOn(ctx, change.intoId, change.on) : null,
    homeEpciId: change.intoId ? (registerOn(ctx.house, Temporal.PlainDate.from(change.on)).epciOf(change.intoId)?.id ?? null) : null,
  });
}

function headingOf({ id, kind, name, says, on, conventions }: Change) {
  return { id, kind, name, says, on, conventions };
}

/** Conventions of these bodies that go on on the day; for a merger, those of the successor too, which may stand in their way. */
async function concernedBy(ctx: Context<Tables>, { kind, fromIds, intoId, on }: Change): Promise<Concerned[]> {
  const bodies = kind === 'merger' && intoId ? [...fromIds, intoId] : fromIds;
  const { rows } = await sql<Concerned>`
    select c.*, p.name as payer, b.name as beneficiary,
      coalesce((select array_agg(distinct m.scope) from adhesions.membership m
        where m.organisation_id = c.organisation_id and m.convention_id = c.id and m.beneficiary_id = c.beneficiary_id), '{}') as scopes
    from adhesions.convention c
    join organisations.body p on p.id = c.payer_id
    join organisations.body b on b.id = c.beneficiary_id
    where c.organisation_id = ${ctx.organisation}
      and (c.payer_id = any(${bodies}::uuid[]) or c.beneficiary_id = any(${bodies}::uuid[]))
      and (c.ends_on is null or c.ends_on >= greatest(${on}::date, c.begins_on))
      and (${kind} <> 'move' or (c.kind = 'tripartite' and c.payer_id is distinct from ${intoId}::uuid))
    order by c.kind, c.number`.execute(ctx.tx);
  return rows;
}

async function nameOfBody(ctx: Context<Tables>, id: string): Promise<string> {
  return (await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

export function cadreOn(ctx: Context<Tables>, payerId: string, on: string) {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'edition', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'cadre')
    .where('payer_id', '=', payerId)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .executeTakeFirst()
    .then((row) => row ?? null);
}

async function openDossiers(ctx: Context<Tables>, bodies: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct d.id)::int as count
    from dossiers.dossier d
    join dossiers.party p on p.organisation_id = d.organisation_id and p.dossier_id = d.id
    where d.organisation_id = ${ctx.organisation} and d.status <> 'closed' and p.left_at is null and p.party_id = any(${[...bodies]}::uuid[])`.execute(
    ctx.tx,
  );
  return rows[0]?.count ?? 0;
}
