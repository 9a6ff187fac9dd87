// SPDX-License-Identifier: EUPL-1.2
/** What the platform itself keeps of a body: bytes, messages, notices, entries of the search. */
import { sql } from 'kysely';
import { eraseBlobs } from '../blobs/erase-blobs.ts';
import { readBlob } from '../blobs/read-blob.ts';
import { blobTables } from '../blobs/tables.ts';
import { eraseChanges } from '../change-counter/change-counter.ts';
import type { Context } from '../context.ts';
import type { BodyData, PersonalData } from '../room.ts';
import { inContext } from '../make-context.ts';
import { mailTables } from '../mail/tables.ts';
import { searchTables } from '../search/tables.ts';
import type { ExportedFile } from './export-body.ts';

export const platformPersonalData: readonly PersonalData[] = [
  {
    category: 'Journal des actions',
    purpose: 'Prouver qui a fait quoi, et quand',
    basis: 'Obligation de sécurité (RGPD, article 32)',
    retention: 'Le temps de la convention, puis cinq ans ; identifiants seuls, sans nom',
    tables: ['platform.audit_entry'],
  },
  {
    category: 'Messages envoyés : destinataire, objet, contenu',
    purpose: 'Prévenir les personnes et pouvoir dire qu’elles l’ont été',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Contenu : 30 jours ; trace de l’envoi : un an',
    tables: ['platform.outbox_message'],
  },
  {
    category: 'Notifications et choix de leur envoi par courriel',
    purpose: 'Dire à chacun ce qui l’attend',
    basis: 'Mission d’intérêt public (RGPD, article 6-1 e)',
    retention: 'Un an ; le choix, le temps du compte',
    tables: ['platform.notice', 'platform.notice_choice'],
  },
];

export const platformData: BodyData = {
  export: exportPlatformData,
  // The journal stays, and says that the body was erased. The key of the blobs goes, so that copies elsewhere can no longer be read.
  async erase(ctx: Context) {
    await eraseBlobs(ctx);
    await mailTables(ctx).deleteFrom('platform.outbox_message').where('organisation_id', '=', ctx.organisation).execute();
    await searchTables(ctx).deleteFrom('platform.search_entry').where('organisation_id', '=', ctx.organisation).execute();
    await sql`select platform.forget_notices()`.execute(ctx.tx);
    await sql`delete from platform.delivery where organisation_id = ${ctx.organisation}`.execute(ctx.tx);
    await eraseChanges(ctx);
  },
};

// The journal, the messages and the blobs, each under its id, with the list of the rows that need it.
async function* exportPlatformData(ctx: Context): AsyncGenerator<ExportedFile> {
  const entries =
    await sql`select id, at, what, actor, about from platform.audit_entry where organisation_id = ${ctx.organisation} order by id`.execute(ctx.tx);
  yield { path: 'platform.audit_entry.json', content: asJson(entries.rows) };
  const messages = await mailTables(ctx).selectFrom('platform.outbox_message').selectAll().where('organisation_id', '=', ctx.organisation).execute();
  yield { path: 'platform.outbox_message.json', content: asJson(messages) };
  const references = await blobTables(ctx)
    .selectFrom('platform.blob_reference')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  yield { path: 'platform.blob_reference.json', content: asJson(references) };
  for (const blobId of new Set(references.map((reference) => reference.blob_id))) {
    yield { path: `blobs/${blobId}`, content: bytesOf(ctx, blobId) };
  }
}

// Opened when its turn comes, after the listing's transaction: a body may keep more files than a process may open.
async function* bytesOf<Tables>({ house, actor, organisation }: Context<Tables>, blobId: string): AsyncGenerator<Uint8Array> {
  const { content } = await inContext(house, { actor, organisation, readOnly: true }, (ctx) => readBlob(ctx, blobId));
  yield* content;
}

function asJson(rows: readonly unknown[]): string {
  return JSON.stringify(rows, null, 2);
}
