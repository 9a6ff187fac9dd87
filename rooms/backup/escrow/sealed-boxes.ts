// SPDX-License-Identifier: EUPL-1.2
/** Passwords that browsers sealed to their custodians' own keys: kept, handed over, never opened here (decision 0031). */
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { boxShape } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { findCustodians } from './find-custodians.ts';
import { entrust, openForCustodian, standing } from './keep-escrow.ts';

type Deposit = { id: string; mode: 'either' | 'both'; boxes: { personId: string; keyId: string; box: string }[] };

/** Keeps the two boxes. Refuses a custodian whose key is another by now. Opens its own transactions, as `depositPassword`. */
export async function depositBoxes(ctx: Context<Tables>, { id, mode, boxes }: Deposit): Promise<void> {
  const { name } = personWhoActs(ctx);
  const { operatorId, rows } = await findCustodians(ctx);
  const [first, second] = boxes.map(({ personId, keyId, box }) => {
    const custodian = rows.find((one) => one.personId === personId);
    if (!custodian) throw refuse('backup.custodians', {}, 'body.boxes');
    if (custodian.key?.id !== keyId) throw refuse('backup.key-replaced');
    return { custodian, key: Buffer.from(custodian.key.publicKey, 'base64url'), box: Buffer.from(box, 'base64') };
  });
  if (!first || !second || first.custodian.personId === second.custodian.personId) throw refuse('backup.custodians', {}, 'body.boxes');
  await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId }, (inside) =>
    entrust(inside, {
      repositoryId: id,
      by: name,
      custodians: [first.custodian, second.custodian],
      operatorId,
      keep: () => ({
        sealed_password: Buffer.alloc(0),
        mode,
        first_key: first.key,
        second_key: second.key,
        first_box: first.box,
        second_box: second.box,
      }),
    }),
  );
}

/** Hands a custodian the box that is sealed to them, writes down why, and tells both. */
export async function openBox(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<z.input<typeof boxShape>> {
  const person = personWhoActs(ctx);
  const escrow = await standing(ctx, id);
  if (escrow.mode === 'house') throw refuse('backup.kept-by-the-house');
  await openForCustodian(ctx, escrow, person, reason);
  const isFirst = escrow.first_custodian === person.personId;
  const [box, key] = isFirst ? [escrow.first_box, escrow.first_key] : [escrow.second_box, escrow.second_key];
  if (!box || !key) throw new Error('a sealed escrow that stands has no box: the database forbids it');
  return { repositoryId: id, mode: escrow.mode, box: box.toString('base64'), publicKey: key.toString('base64url') };
}
