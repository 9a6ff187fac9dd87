// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { slugOf } from '#platform/text/slug.ts';
import { refuse } from './contract.ts';
import { editionSchema, type Edition } from './edition-schema.ts';
import { summarise } from './edition-summary.ts';
import { contentOf, findEdition, type EditionFacts } from './find-edition.ts';
import { recordChange } from './record-change.ts';
import type { Tables } from './tables.ts';

/** Opens a draft that begins as a copy of another edition. */
export async function draftEdition(ctx: Context<Tables>, input: { basedOn: string; label: string; key?: string | undefined }) {
  const base = await findEdition(ctx, input.basedOn);
  const content = await contentOf(ctx, base);
  const id = await insertDraft(ctx, { ...content, key: input.key ?? slugOf(input.label), label: input.label }, base);
  return summarise(ctx, await findEdition(ctx, id));
}

/** Opens a draft from a file; refuses what the schema refuses, and the catalogue of another operator. */
export async function importEdition(ctx: Context<Tables>, { content }: { content: Record<string, unknown> }) {
  const id = await insertDraft(ctx, checkContent(content), null);
  return summarise(ctx, await findEdition(ctx, id));
}

/** The edition in a JSON value; refuses it with its first fault, and lists up to twenty. */
export function checkContent(content: unknown): Edition {
  const parsed = editionSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 20)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')} : ${issue.message}` : issue.message));
  throw refuse('catalogue.invalid-content', { fault: faults[0] ?? '', faults }, 'content');
}

async function insertDraft(ctx: Context<Tables>, source: Edition, base: EditionFacts | null): Promise<string> {
  await mustBeOfThisOperator(ctx, source);
  const content = asDraft(source, base === null);
  const id = ctx.newId();
  const at = ctx.now().toString();
  const inserted = await ctx.tx
    .insertInto('catalogue.edition')
    .values({
      organisation_id: ctx.organisation,
      id,
      key: content.key,
      label: content.label,
      status: 'draft',
      content,
      revision: 1,
      based_on: base?.id ?? null,
      created_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      created_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw refuse('catalogue.key-taken', { key: content.key }, 'key');
  const says = base ? `Projet ouvert à partir de « ${base.label} ».` : 'Projet importé d’un fichier.';
  await recordChange(ctx, { editionId: id, revision: 1, says, change: { kind: 'opened', basedOn: base?.key ?? null } });
  await ctx.tell('catalogue.edition-drafted', { editionId: id, key: content.key });
  return id;
}

/** An operator's first edition says whose catalogue it is; the next ones must agree. */
async function mustBeOfThisOperator(ctx: Context<Tables>, { operator }: Edition): Promise<void> {
  const other = await ctx.tx
    .selectFrom('catalogue.edition')
    .select((row) => row.ref('content', '->').key('operator').as('operator'))
    .where('organisation_id', '=', ctx.organisation)
    .limit(1)
    .executeTakeFirst();
  if (other && other.operator.key !== operator.key) throw refuse('catalogue.other-operator', { operator: operator.label }, 'content.operator');
}

/** A draft has neither act nor days; what a file says of its days is kept, to be confirmed when it is put in force. */
function asDraft(source: Edition, keepsDays: boolean): Edition {
  const none = { day: null, basis: 'not-communicated', says: 'Fixé à l’entrée en vigueur.' } as const;
  return {
    ...source,
    status: 'draft',
    act: { known: false, says: 'non communiqué' },
    validity: keepsDays ? source.validity : { from: none, to: none },
  };
}
