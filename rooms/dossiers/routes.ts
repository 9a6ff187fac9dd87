// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { route } from '#platform/room.ts';
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
import { readPiece } from './read-piece.ts';
import { actAs } from './standpoint.ts';
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

/** Only the body that owns the dossier does this: for a party, the transition is not theirs. */
function ownerOnly<Input extends { id: string }>(act: (ctx: Context<Tables>, input: Input) => Promise<void>) {
  return (ctx: Context<Tables>, input: Input): Promise<void> =>
    actAs(ctx, input.id, async (inside, { role }) => {
      if (role !== 'owner') throw contract.refuse('dossiers.not-yours', { transition: 'Cette action' });
      await act(inside, input);
    });
}
