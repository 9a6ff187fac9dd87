// SPDX-License-Identifier: EUPL-1.2
import { buffer } from 'node:stream/consumers';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { makeProof } from '#platform/evidence/proof.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { dossierAsSeen, journalAsSeen, pieceAsSeen } from '#rooms/dossiers/api.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { reading } from '../documents/prepare-document.ts';
import type { Tables } from '../tables.ts';
import { timeStampsOf, type Stamped } from './list-time-stamps.ts';
import { howToCheck } from './how-to-check.ts';

type Dossier = Awaited<ReturnType<typeof dossierAsSeen>>;

/**
 * All that proves a dossier, as the body in the address may see it: pieces, journal, time-stamps with what they prove, a printable attestation,
 * and digests that `sha256sum -c` verifies. Runs without a transaction.
 */
export async function exportProofs(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const { dossier, stamps, letterhead } = await inContext(ctx.house, reading(ctx, ctx.organisation), async (inside: Context<Tables>) => ({
    dossier: await dossierAsSeen(inside, id),
    stamps: await timeStampsOf(inside, id),
    letterhead: await letterheadOf(inside, ['Dossier de preuve']),
  }));
  const files = new Map<string, Uint8Array>();
  for (const [at, piece] of dossier.pieces.entries()) {
    const file = await inContext(ctx.house, reading(ctx, ctx.organisation), (inside: Context<Tables>) => pieceAsSeen(inside, id, piece.id));
    files.set(`pieces/${String(at + 1).padStart(2, '0')}-${safeName(piece.name)}`, await bytesOf(file.content));
  }
  const journal = await journalAsSeen(ctx, id);
  files.set('journal.pdf', await bytesOf(journal.content));
  files.set('journal.json', strToU8(`${JSON.stringify(journalOf(dossier), null, 2)}\n`));
  for (const [at, stamp] of stamps.entries()) addStamp(files, at + 1, stamp);
  files.set('attestation.pdf', await attestation(dossier, stamps, files, letterhead, ctx.now()));
  files.set('LISEZ-MOI.txt', strToU8(howToCheck(dossier.number, stamps)));
  const manifest = [...files].map(([name, content]) => `${sha256(content)}  ${name}\n`).join('');
  const entries: Zippable = { 'SHA256SUMS.txt': strToU8(manifest), ...Object.fromEntries(files) };
  // The same dossier at the same moment gives the same bytes; the time of a ZIP has no zone.
  const mtime = ctx.now().toZonedDateTimeISO('Europe/Paris').toPlainDateTime().toString().slice(0, 19);
  return { name: `preuves-${dossier.number}.zip`, type: 'application/zip', content: zipSync(entries, { mtime, level: 6 }) };
}

function addStamp(files: Map<string, Uint8Array>, rank: number, { statement, stamp }: Stamped): void {
  const name = `horodatages/${String(rank).padStart(2, '0')}`;
  files.set(`${name}-fait.json`, strToU8(statement));
  if (!stamp) return;
  if (stamp.kind === 'rfc3161') files.set(`${name}-jeton.tst`, Buffer.from(stamp.token, 'base64'));
  files.set(`${name}-horodatage.json`, strToU8(JSON.stringify(stamp)));
}

function journalOf({ number, title, typeLabel, owner, parties, history, pieces, isWhole }: Dossier) {
  return { number, title, type: typeLabel, owner, parties, isWhole, pieces, history };
}

function attestation(
  dossier: Dossier,
  stamps: readonly Stamped[],
  files: ReadonlyMap<string, Uint8Array>,
  letterhead: Awaited<ReturnType<typeof letterheadOf>>,
  at: Temporal.Instant,
): Promise<Uint8Array> {
  return makeProof({
    subject: `Dossier ${dossier.number} – ${dossier.title}`,
    facts: [
      { label: 'Type', value: dossier.typeLabel },
      { label: 'Tenu par', value: dossier.owner },
      { label: 'Étape', value: dossier.stepLabel },
    ],
    files: [...files].map(([name, content]) => ({ name, bytes: content.byteLength, digest: sha256(content) })),
    stamps: stamps.flatMap(({ stamp, verdict }) => (stamp && verdict ? [{ stamp, verdict }] : [])),
    letterhead,
    at,
  });
}

async function bytesOf(content: FileAnswer['content']): Promise<Uint8Array> {
  if (typeof content === 'string') return strToU8(content);
  return content instanceof Uint8Array ? content : new Uint8Array(await buffer(content));
}

/** A name that every system takes, and that `sha256sum` reads back. */
function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '');
  return plain.slice(-120) || 'piece';
}
