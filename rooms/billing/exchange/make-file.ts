// SPDX-License-Identifier: EUPL-1.2
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { pesWarnings, refuseExchange, type ExchangeSettings } from '../contract/exchange.ts';
import type { DocumentKind } from '../document.ts';
import { settingsOf } from '../settings/read-settings.ts';
import { recordTitre } from '../standing/record-titre.ts';
import type { Tables } from '../tables.ts';
import { buildLiquidation, buildPes, type BuiltFile, type Numbered } from './build-file.ts';
import { drawNumbers } from './numbers.ts';
import { exchangeOf } from './settings.ts';
import { waitingDocuments, type WaitingDocument } from './waiting.ts';

/** What the next file would hold, and what keeps it from leaving. Draws no number, keeps nothing. */
export async function checkFile(ctx: Context<Tables>, { kinds }: { kinds: readonly DocumentKind[] }) {
  const settings = await exchangeOf(ctx);
  const documents = await waitingDocuments(ctx, kinds);
  const isPes = settings.mode === 'B';
  const said = { documents: documents.length, totalCents: sum(documents), warnings: isPes ? [...pesWarnings] : [] };
  if (documents.length === 0) return { ...said, faults: [] };
  const built = isPes
    ? buildPes(provisional(documents, ctx.today().year), await pesMaking(ctx, settings, 1))
    : buildLiquidation(documents, settings, '');
  return { ...said, faults: 'faults' in built ? built.faults.slice(0, 200) : [] };
}

/** Makes the file of all that waits, and keeps it. In mode B the documents get their titres here, one series for each exercice, without a gap. */
export async function makeFile(ctx: Context<Tables>, { kinds }: { kinds: readonly DocumentKind[] }): Promise<{ id: string }> {
  const settings = await exchangeOf(ctx);
  const isPes = settings.mode === 'B';
  if (isPes && settings.pes.codique === '') throw refuseExchange('billing.pes-not-set');
  // Drawn first: two persons who press at once wait here, and the second finds nothing left.
  const number = await drawNumbers(ctx, 'file', 0, 1);
  const documents = await waitingDocuments(ctx, kinds);
  if (documents.length === 0) throw refuseExchange('billing.file-empty');
  const numbered = isPes ? await numberDocuments(ctx, documents, settings) : null;
  const built = numbered
    ? buildPes(numbered, await pesMaking(ctx, settings, number))
    : buildLiquidation(documents, settings, `liquidation-${ctx.today().toString()}-${String(number).padStart(3, '0')}.csv`);
  const id = await keepFile(ctx, built, { form: isPes ? 'pes' : 'liquidation', number, documents: documents.length, totalCents: sum(documents) });
  await ctx.tx
    .insertInto('billing.sent_document')
    .values(
      documents.map((document, at) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        file_id: id,
        document_id: document.id,
        exercice: numbered?.[at]?.exercice ?? null,
        bordereau: numbered?.[at]?.bordereau ?? null,
        titre: numbered?.[at]?.titre ?? null,
        rejected_at: null,
      })),
    )
    .execute();
  for (const one of numbered ?? [])
    await recordTitre(ctx, {
      id: one.id,
      titre: String(one.titre),
      bordereau: String(one.bordereau),
      exercice: one.exercice,
      on: ctx.today().toString(),
    });
  await ctx.tell('billing.file-made', { fileId: id });
  return { id };
}

/** Makes a PES again, after a rejection or a change of settings: same documents, same numbers, another name. */
export async function remakeFile(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string }> {
  const file = await ctx.tx
    .selectFrom('billing.sent_file')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!file || file.form !== 'pes') throw refuseExchange('billing.file-not-found');
  const rows = await ctx.tx
    .selectFrom('billing.sent_document as sent')
    .innerJoin('billing.document as d', (join) => join.onRef('d.organisation_id', '=', 'sent.organisation_id').onRef('d.id', '=', 'sent.document_id'))
    .innerJoin('billing.standing as s', (join) => join.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.document_id', '=', 'd.id'))
    .leftJoin('billing.standing as o', (join) =>
      join.onRef('o.organisation_id', '=', 'd.organisation_id').onRef('o.document_id', '=', 'd.original_id'),
    )
    .select(['d.id', 'd.content', 'sent.exercice', 'sent.bordereau', 'sent.titre', 'o.titre as originalTitre', 'o.exercice as originalExercice'])
    .where('sent.organisation_id', '=', ctx.organisation)
    .where('sent.file_id', '=', id)
    // What the accountant rejected takes another number: it waits for another file.
    .where('sent.rejected_at', 'is', null)
    .where('s.rejected_on', 'is', null)
    .orderBy('sent.titre')
    .execute();
  const documents = rows.map(({ exercice, bordereau, titre, ...one }): Numbered => ({
    ...one,
    exercice: exercice ?? 0,
    bordereau: bordereau ?? 0,
    titre: titre ?? 0,
  }));
  if (documents.length === 0) throw refuseExchange('billing.file-not-found');
  const settings = await exchangeOf(ctx);
  const number = await drawNumbers(ctx, 'file', 0, 1);
  const built = buildPes(documents, await pesMaking(ctx, settings, number));
  const again = await keepFile(ctx, built, { form: 'pes', number, documents: documents.length, totalCents: sum(documents) });
  await ctx.tx
    .updateTable('billing.sent_document')
    .set({ file_id: again })
    .where('organisation_id', '=', ctx.organisation)
    .where('file_id', '=', id)
    .where(
      'document_id',
      'in',
      documents.map((one) => one.id),
    )
    .where('rejected_at', 'is', null)
    .execute();
  await ctx.tell('billing.file-made', { fileId: again });
  return { id: again };
}

type About = { form: 'pes' | 'liquidation'; number: number; documents: number; totalCents: number };

async function keepFile(ctx: Context<Tables>, built: BuiltFile, about: About): Promise<string> {
  if ('faults' in built) {
    const [first] = built.faults;
    throw refuseExchange('billing.file-refused', { where: first?.where ?? '', says: first?.says ?? '', more: built.faults.length });
  }
  const id = ctx.newId();
  const type = about.form === 'pes' ? 'application/xml' : 'text/csv';
  const kept = await keepBlob(ctx, { content: built.content, name: built.name, type, referencedBy: { table: 'billing.sent_file', id } });
  await ctx.tx
    .insertInto('billing.sent_file')
    .values({
      organisation_id: ctx.organisation,
      id,
      form: about.form,
      number: about.number,
      name: built.name,
      documents: about.documents,
      total_cents: about.totalCents,
      digest: kept.digest,
      blob_id: kept.blobId,
      sent_by: authorOf(ctx.actor),
      sent_at: ctx.now().toString(),
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  return id;
}

/** Titres and reductions go in bordereaux apart; the exercice is the year in which they are numbered. */
async function numberDocuments(ctx: Context<Tables>, documents: readonly WaitingDocument[], { pes }: ExchangeSettings): Promise<Numbered[]> {
  const exercice = ctx.today().year;
  const isAvoir = ({ content }: WaitingDocument) => content.kind === 'avoir';
  const groups = [documents.filter((one) => !isAvoir(one)), documents.filter(isAvoir)].filter((group) => group.length > 0);
  const numbers = new Map<string, { bordereau: number; titre: number }>();
  for (const group of groups) {
    const bordereau = await drawNumbers(ctx, 'bordereau', exercice, 1, pes.firstBordereau);
    const first = await drawNumbers(ctx, 'titre', exercice, group.length, pes.firstTitre);
    group.forEach(({ id }, at) => numbers.set(id, { bordereau, titre: first + at }));
  }
  return documents.map((one) => ({ ...one, exercice, ...(numbers.get(one.id) ?? { bordereau: 0, titre: 0 }) }));
}

/** Numbers that stand for those to come: enough to check the rest. */
function provisional(documents: readonly WaitingDocument[], exercice: number): Numbered[] {
  return documents.map((one, at) => ({ ...one, exercice, bordereau: one.content.kind === 'avoir' ? 2 : 1, titre: at + 1 }));
}

async function pesMaking(ctx: Context<Tables>, settings: ExchangeSettings, sequence: number) {
  const { issuer } = await settingsOf(ctx);
  return { settings, siret: issuer.siret, sequence, today: ctx.today().toString() };
}

function sum(documents: readonly WaitingDocument[]): number {
  return documents.reduce((total, { content }) => total + content.totals.grossCents, 0);
}
