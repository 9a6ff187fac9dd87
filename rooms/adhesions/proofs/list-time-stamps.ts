// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { checkTimeStamp, type TimeStamp, type Verdict } from '#platform/evidence/time-stamp.ts';
import { trustOf } from '#platform/evidence/time-stamper-of.ts';
import { inContext } from '#platform/make-context.ts';
import { findDossier } from '#rooms/dossiers/api.ts';
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
  const rows = await inContext(ctx.house, reading(ctx, ownerId), (inside: Context<Tables>) =>
    inside.tx
      .selectFrom('adhesions.time_stamp')
      .selectAll()
      .where('organisation_id', '=', ownerId)
      .where('dossier_id', '=', dossierId)
      .orderBy('rank')
      .execute(),
  );
  const trust = trustOf(ctx.house);
  return Promise.all(
    rows.map(async ({ id, label, statement, digest, asked_at, stamped_at, stamp: kept }) => {
      const stamp = kept as TimeStamp | null; // written by `putTimeStamp`
      const verdict = stamp && (await checkTimeStamp(stamp, digest, trust));
      return { id, label, statement, digest, askedAt: asked_at, stampedAt: stamped_at, stamp, verdict };
    }),
  );
}
