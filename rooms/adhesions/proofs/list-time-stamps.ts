// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { checkTimeStamp, type TimeStamp, type Verdict } from '#platform/evidence/time-stamp.ts';
import { trustOf } from '#platform/evidence/time-stamper-of.ts';
import { inContext } from '#platform/make-context.ts';
import { digestsOf, findDossier } from '#rooms/dossiers/api.ts';
import { reading } from '../documents/prepare-document.ts';
import type { Tables } from '../tables.ts';

export type Stamped = {
  id: string;
  label: string;
  statement: string;
  digest: string;
  askedAt: string;
  stampedAt: string | null;
  stamp: TimeStamp | null;
  /** Of the stamp itself, and of the history that it seals: it must still be the one that was stamped. */
  verdict: Verdict | null;
};

/** The time-stamps of a dossier, each checked again, for any body that takes part in it. */
export async function listTimeStamps(ctx: Context<Tables>, { id }: { id: string }) {
  const stamps = await timeStampsOf(ctx, id);
  return {
    rows: stamps.map(({ id: stampId, label, digest, askedAt, stampedAt, stamp, verdict }) => ({
      id: stampId,
      label,
      digest,
      askedAt,
      stampedAt,
      authority: stamp?.authority ?? null,
      isIndependent: stamp?.kind === 'rfc3161',
      verdict: verdict === null ? 'en attente' : verdict.isSound ? 'vérifié' : `non valable : ${verdict.says}`,
    })),
  };
}

/** The same, with what each proves and its token. */
export async function timeStampsOf(ctx: Context<Tables>, dossierId: string): Promise<Stamped[]> {
  const { ownerId } = await findDossier(ctx, dossierId);
  const { rows, history } = await inContext(ctx.house, reading(ctx, ownerId), async (inside: Context<Tables>) => ({
    rows: await inside.tx
      .selectFrom('adhesions.time_stamp')
      .selectAll()
      .where('organisation_id', '=', ownerId)
      .where('dossier_id', '=', dossierId)
      .orderBy('rank')
      .execute(),
    // As the owner reads it, whoever asks: a party's lines are not all of them.
    history: await digestsOf(inside, dossierId),
  }));
  const trust = trustOf(ctx.house);
  return Promise.all(
    rows.map(async ({ id, label, rank, statement, digest, asked_at, stamped_at, stamp: kept }) => {
      const stamp = kept as TimeStamp | null; // written by `putTimeStamp`
      const isOfHistory = history.isWhole && history.byRank.get(rank) === chainOf(statement);
      const verdict = stamp && (isOfHistory ? await checkTimeStamp(stamp, digest, trust) : ALTERED);
      return { id, label, statement, digest, askedAt: asked_at, stampedAt: stamped_at, stamp, verdict };
    }),
  );
}

const ALTERED: Verdict = { isSound: false, says: 'Le journal du dossier n’est plus celui qui a été horodaté.' };

function chainOf(statement: string): unknown {
  const said: unknown = JSON.parse(statement);
  return typeof said === 'object' && said !== null && 'chain' in said ? said.chain : null;
}
