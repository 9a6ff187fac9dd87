// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { route, type FileAnswer } from '#platform/room.ts';
import * as acts from './act-on-dossier.ts';
import { addPiece, withdrawPiece } from './add-piece.ts';
import * as contract from './contract.ts';
import { foreseeMove } from './foresee-move.ts';
import { listColleagues } from './list-colleagues.ts';
import { listDossiers } from './list-dossiers.ts';
import { listTypes } from './list-types.ts';
import { moveDossier, type Move } from './move-dossier.ts';
import { printJournal } from './print-journal.ts';
import { readDossier } from './read-dossier.ts';
import { actAs, standpointOn } from './standpoint.ts';
import type { Tables } from './tables.ts';

// Which dossiers a person may read or change is said by their type: the action asks, in the body where the person acts.
export const routes = [
  route(contract.listDossiers, { permission: 'signed-in', action: listDossiers }),
  route(contract.listTypes, { permission: 'signed-in', action: listTypes }),
  route(contract.readDossier, { permission: 'signed-in', action: readDossier }),
  route(contract.printJournal, { permission: 'signed-in', withoutTransaction: true, action: printJournal }),
  route(contract.moveDossier, { permission: 'signed-in', action: move }),
  route(contract.foreseeMove, { permission: 'signed-in', readsOnly: true, action: foreseeMove }),
  route(contract.addPiece, { permission: 'signed-in', action: add }),
  route(contract.readPiece, { permission: 'signed-in', action: readPiece }),
  route(contract.withdrawPiece, {
    permission: 'signed-in',
    action: (ctx: Context<Tables>, asked) => actAs(ctx, asked.id, (inside, as) => withdrawPiece(inside, asked, as)),
  }),
  route(contract.say, {
    permission: 'signed-in',
    action: (ctx: Context<Tables>, said) => actAs(ctx, said.id, (inside, as) => acts.sayInDossier(inside, said, as)),
  }),
  route(contract.listColleagues, { permission: 'signed-in', action: listColleagues }),
  route(contract.assign, { permission: 'signed-in', action: ownerOnly(acts.assignDossier) }),
  route(contract.delegate, { permission: 'signed-in', action: ownerOnly(acts.delegateDossier) }),
  route(contract.suspend, { permission: 'signed-in', action: ownerOnly(acts.suspendDossier) }),
  route(contract.resume, { permission: 'signed-in', action: ownerOnly(acts.resumeDossier) }),
  route(contract.changeDue, { permission: 'signed-in', action: ownerOnly(acts.changeDue) }),
];

type MoveInput = { id: string; transition: string; facts?: Move['facts']; on?: string | undefined; expects?: number | undefined };

async function move(ctx: Context<Tables>, { id, transition, facts, on, expects }: MoveInput) {
  const asked: Move = {
    transition,
    ...(facts && { facts }),
    ...(on && { on: Temporal.PlainDate.from(on) }),
    ...(expects !== undefined && { expects }),
  };
  const permission = (type: { transitions: readonly { key: string; permission?: string }[] }) =>
    type.transitions.find(({ key }) => key === transition)?.permission;
  const state = await actAs(ctx, id, (inside, as) => moveDossier(inside, id, asked, as), permission);
  return { step: state.step.key, status: state.status };
}

type PieceInput = { id: string; kind: string; name: string; type: string; content: string; datedOn?: string | null | undefined };

function add(ctx: Context<Tables>, { id, content, datedOn, ...piece }: PieceInput) {
  const whole = { ...piece, content: Buffer.from(content, 'base64'), datedOn: datedOn ?? null };
  return actAs(ctx, id, (inside, as) => addPiece(inside, id, whole, as));
}

// What a browser shows without running anything of it.
const READABLE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain']);

/** Bytes belong to the body that owns the dossier: a party reads them there once the row has shown itself to it. */
async function readPiece(
  ctx: Context<Tables>,
  { id, pieceId, inline }: { id: string; pieceId: string; inline?: 'true' | undefined },
): Promise<FileAnswer> {
  const { ownerId } = await standpointOn(ctx, id);
  const piece = await ctx.tx
    .selectFrom('dossiers.piece')
    .select(['blob_id', 'type'])
    .where('dossier_id', '=', id)
    .where('id', '=', pieceId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!piece) throw contract.refuse('dossiers.unknown-piece');
  return inContext<Tables, FileAnswer>(ctx.house, { actor: ctx.actor, organisation: ownerId, readOnly: true, requestId: ctx.requestId }, (inside) =>
    downloadBlob(inside, piece.blob_id, { table: 'dossiers.piece', id: pieceId }, { inline: inline === 'true' && READABLE.has(piece.type) }),
  );
}

/** Only the body that owns the dossier does this: for a party, the transition is not theirs. */
function ownerOnly<Input extends { id: string }>(act: (ctx: Context<Tables>, input: Input) => Promise<void>) {
  return (ctx: Context<Tables>, input: Input): Promise<void> =>
    actAs(ctx, input.id, async (inside, { role }) => {
      if (role !== 'owner') throw contract.refuse('dossiers.not-yours', { transition: 'Cette action' });
      await act(inside, input);
    });
}
