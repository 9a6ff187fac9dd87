// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { join } from 'node:path';
import { startOfDay, todayInParis } from '#platform/calendar/paris.ts';
import type { Actor, Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorBySlug, operatorOn } from '#rooms/organisations/api.ts';
import { agreeQuote } from '#rooms/quotes/api.ts';
import { grantExtra, suspendRights } from '#rooms/rights/api.ts';
import { demonstrateFirstDays } from './commissioning/demonstrate-days.ts';
import { at, lead } from './demonstration-path.ts';
import { scenes, type Scene } from './demonstration-scenes.ts';
import { demonstrateUse } from './demonstration-use.ts';
import { demonstrateCampaign, demonstrateSubscriptions, demonstrateTakeOver, secretaryOf } from './demonstrate-more.ts';
import { endConvention } from './end-convention.ts';
import { joinTerritory } from './join-territory.ts';
import { openDueConventions } from './open-conventions.ts';
import { startAdhesion } from './start-adhesion.ts';
import { demonstrateSettings } from './subscriptions/demonstrate-settings.ts';
import type { Tables } from './tables.ts';

/**
 * Territories and bodies that adhered, at each stage of their life, led through the same actions as anyone's, on days told from today. What
 * they did in the past is entered on its own day. Repeatable: a body that has a dossier is left alone.
 */
export async function demonstration(house: House): Promise<void> {
  await demonstrateSettings(house);
  const today = todayInParis(house.clock.now());
  let proof: Promise<Uint8Array> | undefined;
  // Operators write nothing of each other's: both go at once.
  await Promise.all(
    [...Map.groupBy(scenes, ({ operator }) => operator)].map(async ([slug, own]) => {
      const operator = await operatorBySlug(house, slug);
      if (!operator) throw new Error(`the demonstration has no operator ${slug}: organisations loads it first`);
      const [manager, approver] = await agentsOf(house, operator.id);
      for (const scene of own) {
        if (await hasDossier(house, operator.id, scene.payer)) continue;
        const content = await (proof ??= setProof(today));
        await inContext<Tables, void>(house, { actor: manager, organisation: operator.id, may: () => true }, (ctx) =>
          play({ ctx, today, approver, proof: content }, scene),
        );
      }
      await demonstrateTakeOver(house, manager, operator.id, slug);
      if (slug !== 'gironde-numerique') return;
      await demonstrateCampaign(house, manager, operator.id);
      await demonstrateFirstDays(house, { id: operator.id, actor: manager }, (bodyId) => secretaryOf(house, bodyId));
    }),
  );
  await Promise.all([demonstrateUse(house), demonstrateSubscriptions(house)]);
}

type Stage = { ctx: Context<Tables>; today: Temporal.PlainDate; approver: Actor; proof: Uint8Array };

async function play(stage: Stage, scene: Scene): Promise<void> {
  const { ctx, today, approver } = stage;
  const first = today.with({ day: 1 });
  const begins = first.add({ months: scene.beginsInMonths });
  // What was concluded took six weeks before it opened; what is under way began six weeks ago.
  const isPast = Temporal.PlainDate.compare(begins, today) <= 0;
  const start = (isPast ? begins : today).subtract({ days: 42 });
  const on = (day: Temporal.PlainDate): Context<Tables> => at(ctx, day);
  const { id: quoteId } = await agreeQuote(on(start), {
    request: await requestOf(ctx, scene, start),
    approver,
    byName: 'Camille Gabare',
    byTitle: 'Présidence',
    act: 'Accord de principe',
  });
  const { dossierId, linked } = await startAdhesion(on(start), {
    quoteId,
    startsOn: begins.toString(),
    endsOn: scene.months === undefined ? null : begins.add({ months: scene.months }).subtract({ days: 1 }).toString(),
  });
  const path = { ctx, proof: stage.proof, start };
  await lead(path, dossierId, scene.until);
  for (const [index, member] of linked.entries())
    await lead(path, member.dossierId, scene.members?.[index] ?? (scene.until === 'concluded' ? 'concluded' : 'convocation'));
  if (scene.until !== 'concluded') return;
  await openDueConventions(on(begins));
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'payer_id'])
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow();
  if (scene.endsInMonths !== undefined) {
    const lastOn = first.add({ months: scene.endsInMonths }).subtract({ days: 1 });
    await endConvention(on(lastOn.subtract({ days: 60 })), {
      id: convention.id,
      lastOn: lastOn.toString(),
      reason: 'Retrait voté par le conseil communautaire',
    });
  }
  if (scene.extra) await grant(on(today.subtract({ days: 30 })), scene.extra, convention.id);
  if (scene.suspended) {
    const { payer_id: beneficiaryId } = convention;
    await suspendRights(on(first), { beneficiaryId, beginsOn: first.toString(), reason: scene.suspended });
  }
  if (scene.joins) {
    const body = (await operatorOn(ctx.house, ctx.organisation, today)).byInsee(scene.joins);
    if (!body) throw new Error(`the register has no ${scene.joins}`);
    const asked = today.subtract({ days: 20 });
    const joining = await joinTerritory(on(asked), { id: convention.id, bodyId: body.id, startsOn: first.add({ months: 2 }).toString() });
    await lead({ ...path, start: asked }, joining.dossierId, 'vote');
  }
}

/** The first bodies of a territory, where the others will join later. */
async function requestOf(ctx: Context<Tables>, { request, payer, most }: Scene, on: Temporal.PlainDate): Promise<Record<string, unknown>> {
  if (most === undefined) return request;
  const view = await operatorOn(ctx.house, ctx.organisation, on);
  const roster = view.roster(view.bySiren(payer)?.id ?? '');
  return { ...request, leaveOut: roster.slice(most).map(({ id }) => id) };
}

async function grant(ctx: Context<Tables>, { allowance, amount, reason }: NonNullable<Scene['extra']>, conventionId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from rights.allowance
    where organisation_id = ${ctx.organisation} and key = ${allowance} and opening_key = ${`convention ${conventionId}`}`.execute(ctx.tx);
  const [found] = rows;
  if (!found) throw new Error(`nothing opened ${allowance}`);
  await grantExtra(ctx, { allowanceId: found.id, amount, beginsOn: ctx.today().toString(), reason });
}

async function hasDossier(house: House, operatorId: string, payer: string): Promise<boolean> {
  const view = await operatorOn(house, operatorId, todayInParis(house.clock.now()));
  const body = view.bySiren(payer) ?? view.byInsee(payer);
  if (!body) throw new Error(`the register has no ${payer}`);
  const { rows } = await inOrganisation(house.db, operatorId, (tx) =>
    sql`
      select from dossiers.party
      where organisation_id = ${operatorId} and party_id = ${body.id} and role = 'member'
      limit 1`.execute(tx),
  );
  return rows.length > 0;
}

/** Who makes the quotes of an operator, and who approves them. */
async function agentsOf(house: House, operatorId: string): Promise<[Actor, Actor]> {
  const { rows } = await inOrganisation(house.db, operatorId, (tx) =>
    sql<{ id: string; name: string; roles: string[] }>`
      select p.id, p.given_name || ' ' || p.family_name as name, m.roles
      from people.mandate m
      join people.person p on p.id = m.person_id
      where m.organisation_id = ${operatorId}
      order by cardinality(m.roles), p.id`.execute(tx),
  );
  const manager = rows.find(({ roles }) => roles.includes('account-manager'));
  const approver = rows.find(({ id, roles }) => id !== manager?.id && roles.includes('administrator'));
  if (!manager || !approver) throw new Error('the demonstration needs an account manager and an administrator for this operator');
  const person = ({ id, name }: { id: string; name: string }): Actor => ({ kind: 'person', personId: id, name, sessionId: 'demonstration' });
  return [person(manager), person(approver)];
}

/** A signed piece: one document stands for all, which says so. */
function setProof(today: Temporal.PlainDate): Promise<Uint8Array> {
  return makePdf({
    template: join(import.meta.dirname, 'demonstration-piece.typ'),
    title: 'Pièce signée',
    letterhead: { name: 'Démonstration', lines: [], colour: '#0e2f44' },
    standard: 'ua-1',
    at: startOfDay(today),
    data: { title: 'Pièce signée', says: 'Exemplaire de démonstration : il tient la place de la pièce signée par la collectivité.' },
  });
}
