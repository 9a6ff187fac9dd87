// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inContext } from '#platform/make-context.ts';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { operatorBySlug, operatorOn } from '#rooms/organisations/api.ts';
import { copyObjects } from './copies/copy-objects.ts';
import { acting, demonstrateActs, whoAdministers } from './demonstration-acts.ts';
import repository from './demonstration-repository.json' with { type: 'json' };
import { demonstrationBodies, type InventedBody, type InventedMachine } from './demonstration-data.ts';
import { openAccount } from './machines/open-account.ts';
import { revisePlan } from './plan/revise-plan.ts';
import { recordObject } from './quota/record-object.ts';
import { newKey } from './secrets.ts';
import type { ObjectType, Tables } from './tables.ts';

/** Machines that have backed up for weeks, one that worries, one that was forgotten. Repeatable: a body that has an account is left alone. */
export async function demonstration(house: House): Promise<void> {
  for (const invented of demonstrationBodies) {
    const operator = await operatorBySlug(house, invented.operator);
    const view = operator && (await operatorOn(house, operator.id, todayInParis(house.clock.now())));
    const organisation = view && (/^\d{5}$/.test(invented.body) ? view.byInsee(invented.body)?.id : await idOf(house, operator.id, invented.body));
    if (!organisation) throw new Error(`the demonstration has no ${invented.body}: organisations loads it first`);
    const asker = await whoAdministers(house, organisation);
    const actor = asker ? acting(asker) : ({ kind: 'job', name: 'Démonstration' } as const);
    const isNew = await inContext<Tables, boolean>(house, { actor, organisation }, (ctx) => load(ctx, invented));
    if (isNew && asker) await demonstrateActs(house, { organisation, body: invented.body, asker });
  }
  await copyObjects({ house } as Context<Tables>); // all that this job reads of its caller
}

function idOf(house: House, operatorId: string, slug: string): Promise<string | undefined> {
  return inContext<Tables, string | undefined>(house, { actor: { kind: 'job', name: 'Démonstration' }, organisation: operatorId }, async (ctx) => {
    const body = await ctx.tx.selectFrom('organisations.body').select('id').where('slug', '=', slug).executeTakeFirst();
    return body?.id;
  });
}

async function load(ctx: Context<Tables>, { machines, hasPlan }: InventedBody): Promise<boolean> {
  const known = await ctx.tx.selectFrom('backup.account').select('id').where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (known) return false;
  const { operatorId } = await openAccount(ctx);
  const ids: string[] = [];
  for (const machine of machines) ids.push(await addInvented(ctx, operatorId, machine));
  await ctx.tx
    .updateTable('backup.account')
    .set(({ eb }) => ({ bytes: eb('bytes', '+', bytesOf(machines.reduce((sum, { go }) => sum + go, 0))) }))
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  if (hasPlan) await plan(ctx, machines, ids);
  return true;
}

async function addInvented(ctx: Context<Tables>, operatorId: string, machine: InventedMachine): Promise<string> {
  const id = ctx.newId();
  const own = { organisation_id: ctx.organisation, repository_id: id, operator_id: operatorId };
  const ago = (duration: { hours: number }): string => ctx.now().subtract(duration).toString();
  const { label, kind, go, hoursAgo, provenDaysAgo } = machine;
  const backedUpAt = hoursAgo === null ? null : ago({ hours: hoursAgo });
  const provenAt = provenDaysAgo === null ? null : ago({ hours: provenDaysAgo * 24 });
  await ctx.tx
    .insertInto('backup.repository')
    .values({
      organisation_id: ctx.organisation,
      id,
      operator_id: operatorId,
      key: newKey(),
      label,
      kind,
      secret_digest: null,
      bytes: bytesOf(go),
      objects: Math.round(go * 60),
      added_by: 'Secrétariat de mairie',
      added_at: ago({ hours: 24 * 90 }),
      enrolled_at: hoursAgo === null ? null : ago({ hours: 24 * 90 }),
      seen_at: backedUpAt,
      backed_up_at: backedUpAt,
      proven_at: provenAt,
      closed_by: null,
      closed_at: null,
    })
    .execute();
  const bytes = machine.hasObjects ? await keepObjects(ctx, id, backedUpAt) : bytesOf(go);
  if (backedUpAt !== null) await saveDaily(ctx, own, Temporal.Instant.from(backedUpAt), bytes);
  if (provenAt)
    await ctx.tx
      .insertInto('backup.drill')
      .values({
        ...own,
        id: ctx.newId(),
        made_by: 'body',
        reader_digest: null,
        reader_ends_at: null,
        begun_at: provenAt,
        ended_at: provenAt,
        succeeded: true,
        files: null,
        bytes: null,
        digest: null,
        says: 'Le registre des délibérations de mars a été restauré et relu : intact.',
        said_by: 'Secrétariat de mairie',
      })
      .execute();
  if (machine.sign)
    await ctx.tx
      .insertInto('backup.sign')
      .values({
        ...own,
        id: ctx.newId(),
        ...machine.sign,
        on_day: ctx.today().toString(),
        noticed_at: ctx.now().toString(),
        seen_by: null,
        seen_at: null,
      })
      .execute();
  return id;
}

// A small repository that restic made: it can be restored, tried, and its bin put back. Its days are those of the others.
async function keepObjects(ctx: Context<Tables>, repositoryId: string, backedUpAt: string | null): Promise<number> {
  for (const { type, name, content } of repository.objects) {
    const id = ctx.newId();
    const kept = await keepBlob(ctx, {
      content: Buffer.from(content, 'base64'),
      type: 'application/octet-stream',
      referencedBy: { table: 'backup.object', id },
      raw: true,
    });
    if (type !== 'config' && kept.digest !== name) throw new Error(`the demonstration has an object that is not ${name}`);
    const kind = type as ObjectType; // its own five words
    await recordObject(ctx, { repositoryId, id, type: kind, name: Buffer.from(name, 'hex'), size: kept.size, blobId: kept.blobId, isBounded: false });
  }
  await ctx.tx.deleteFrom('backup.day').where('organisation_id', '=', ctx.organisation).where('repository_id', '=', repositoryId).execute();
  const { bytes } = await ctx.tx
    .updateTable('backup.repository')
    .set({ backed_up_at: backedUpAt, seen_at: backedUpAt })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', repositoryId)
    .returning('bytes')
    .executeTakeFirstOrThrow();
  return bytes;
}

const DAYS_SAVED = 40;
/** An office adds so little a day: one part in so many. */
const DAILY_PART = 2_000;

async function saveDaily(
  ctx: Context<Tables>,
  own: { organisation_id: string; repository_id: string; operator_id: string },
  last: Temporal.Instant,
  bytes: number,
) {
  const until = last.toZonedDateTimeISO('Europe/Paris').toPlainDate();
  await ctx.tx
    .insertInto('backup.day')
    .values(
      Array.from({ length: DAYS_SAVED }, (_, back) => ({
        ...own,
        id: ctx.newId(),
        on_day: until.subtract({ days: back }).toString(),
        added_bytes: Math.round(bytes / DAILY_PART),
        added_objects: 40,
        snapshots: 1,
        removed_bytes: 0,
        removed_objects: 0,
        refused_removals: 0,
        refused_objects: 0,
      })),
    )
    .execute();
}

async function plan(ctx: Context<Tables>, machines: readonly InventedMachine[], ids: readonly string[]): Promise<void> {
  const lines = machines.flatMap(({ label, kind }, rank) =>
    kind === 'workstation'
      ? []
      : [
          {
            what: kind === 'nas' ? `Plans et photographies : ${label}` : 'Gestion financière, état civil, paie',
            repositoryId: ids[rank] ?? null,
            keptWhere: 'operator' as const,
            everyHours: 24,
            keptDays: 365,
            lossHours: 24,
            outageHours: kind === 'nas' ? 72 : 8,
            contact: '',
          },
        ],
  );
  await revisePlan(ctx, {
    whoToCall:
      'Assistance de l’opérateur, aux heures ouvrées puis par l’astreinte\nSecrétariat de mairie, qui tient la liste papier des élus à prévenir',
    restartOrder: 'Électricité et ligne internet\nServeur de la mairie\nPoste de l’état civil\nAutres postes',
    drillDays: 90,
    lines,
  });
}

function bytesOf(go: number): number {
  return Math.round(go * 1e9);
}
