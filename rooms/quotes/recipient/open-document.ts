// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract.ts';
import { linkDigest } from '../link-secret.ts';
import { decisionOf } from '../read-quote.ts';
import type { Tables } from '../tables.ts';

type Opened = { organisation_id: string; share_id: string; document_id: string; quote_id: string };
export type SharedDocument = Awaited<ReturnType<typeof readShared>>;

/**
 * Enters the operator that a link's secret leads to, and runs `work` there with what was sent. Refuses an unknown secret and a link that is
 * closed; the secret is the only right of whoever presents it.
 */
export async function throughLink<Result>(
  ctx: Context<Tables>,
  secret: string,
  work: (inside: Context<Tables>, document: SharedDocument) => Promise<Result>,
): Promise<Result> {
  const { rows } = await inNoOrganisation<Tables, { rows: Opened[] }>(
    ctx.house.db,
    (tx) => sql<Opened>`select * from quotes.opened_by(${linkDigest(secret)})`.execute(tx),
    { readOnly: true },
  );
  const [opened] = rows;
  if (!opened) throw refuse('quote.link-unknown');
  return inContext<Tables, Result>(
    ctx.house,
    { actor: { kind: 'public' }, organisation: opened.organisation_id, requestId: ctx.requestId },
    async (inside) => work(inside, await readShared(inside, opened)),
  );
}

async function readShared(ctx: Context<Tables>, opened: Opened) {
  const share = await ctx.tx
    .selectFrom('quotes.share')
    .select(['id', 'expires_at', 'revoked_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', opened.share_id)
    .executeTakeFirstOrThrow();
  const isClosed = share.revoked_at !== null || Temporal.Instant.compare(Temporal.Instant.from(share.expires_at), ctx.now()) <= 0;
  if (isClosed) throw refuse('quote.link-closed');
  const document = await ctx.tx
    .selectFrom('quotes.document')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', opened.document_id)
    .executeTakeFirstOrThrow();
  return { ...document, share_id: share.id, decision: await decisionOf(ctx, document.quote_id, document.id) };
}
