// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { statementOf } from './evidence.ts';
import type { LetterRow } from './set-letters.ts';

type Asked = { answer?: 'waiting' | 'agreed' | 'refused' | undefined; page: number; size: number };

/** The letters that operators wrote to the body in the address, the latest first. */
export async function listLetters(ctx: Context<Tables>, { answer, page, size }: Asked) {
  let found = received(ctx);
  if (answer === 'waiting') found = found.where('answer', 'is', null).where('outcome', 'is', null);
  else if (answer) found = found.where('answer', '=', answer);
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(shown), total };
}

export async function readLetter(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await findLetter(ctx, id);
  const { fromLabel, toLabel, appliesTo, legalGround } = row.said;
  return {
    ...shown(row),
    text: row.body_text,
    fromLabel,
    toLabel,
    appliesTo,
    legalGround,
    explanation: row.explanation,
    statement: statementOf(row.evidence),
    evidenceDigest: row.evidence_digest,
    isLate: row.answer_by < ctx.today().toString(),
  };
}

/** The bytes belong to the operator: the body reads them there once the row has shown itself to it. */
export async function downloadLetter(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const { organisation_id: organisation, blob_id: blob } = await findLetter(ctx, id);
  if (!blob) throw refuse('adhesions.letter-not-set');
  return inContext<Tables, FileAnswer>(ctx.house, { actor: ctx.actor, organisation, readOnly: true, requestId: ctx.requestId }, (inside) =>
    downloadBlob(inside, blob, { table: 'adhesions.campaign_letter', id }),
  );
}

function received(ctx: Context<Tables>) {
  return ctx.tx.selectFrom('adhesions.campaign_letter').where('payer_id', '=', ctx.organisation).where('sent_at', 'is not', null);
}

async function findLetter(ctx: Context<Tables>, id: string): Promise<LetterRow> {
  const row = await received(ctx).selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('adhesions.letter-unknown');
  return row;
}

function shown(row: LetterRow) {
  return {
    id: row.id,
    number: row.number,
    operator: row.said.operator,
    subject: row.subject,
    convention: row.said.convention,
    beforeCents: row.before_cents,
    afterCents: row.after_cents,
    takesEffectOn: row.takes_effect_on,
    answerBy: row.answer_by,
    sentAt: row.sent_at ?? '',
    answer: row.answer,
    outcome: row.outcome,
  };
}
