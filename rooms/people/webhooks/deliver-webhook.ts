// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { outgoing, OutgoingRefused } from '#platform/http/outgoing.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '../groups/members.ts';
import { secrets } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { signedHeaders } from './sign.ts';
import { tryAgainAt } from './try-again.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 65_536;
const SHOWN = 300;
// Above the timeout: a process that dies while it waits loses nothing, another sends it again after that.
const CLAIMED = { minutes: 2 };

type Claimed = Tables['people.webhook_delivery'] & Pick<Tables['people.webhook'], 'url' | 'secret' | 'former_secret' | 'former_until' | 'label'>;
type Answer = { status: number | null; ms: number; says: string };

/** Sends one message, when its time has come, and writes what was answered. No transaction is held while the other side thinks. */
export async function deliverWebhook(ctx: Context<Tables>, { organisation, delivery }: { organisation: string; delivery: string }): Promise<void> {
  const within = <Result>(work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> =>
    inContext(ctx.house, { actor: ctx.actor, organisation, requestId: ctx.requestId }, work);
  const claimed = await within((inside) => claim(inside, delivery));
  if (!claimed) return;
  const answer = await send(ctx, claimed);
  await within((inside) => settle(inside, claimed, answer));
}

/** The name under which a webhook's secret is sealed: in another row it does not open. */
export function secretName(organisationId: string, webhookId: string): string {
  return `webhook ${organisationId} ${webhookId}`;
}

// Two workers, or a worker and the replay, never send one message at once.
async function claim(ctx: Context<Tables>, id: string): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update people.webhook_delivery d
    set next_at = ${ctx.now().add(CLAIMED).toString()}, attempts = d.attempts + 1
    from people.webhook w
    where d.organisation_id = ${ctx.organisation}
      and d.id = ${id}
      and d.state = 'waiting'
      and d.next_at <= ${ctx.now().toString()}
      and w.organisation_id = d.organisation_id
      and w.id = d.webhook_id
      and not w.is_paused
    returning d.*, w.url, w.secret, w.former_secret, w.former_until, w.label`.execute(ctx.tx);
  return rows[0];
}

async function send({ house }: Context<Tables>, claimed: Claimed): Promise<Answer> {
  const at = house.clock.now();
  const name = secretName(claimed.organisation_id, claimed.webhook_id);
  const overlaps = claimed.former_until !== null && Temporal.Instant.compare(at, Temporal.Instant.from(claimed.former_until)) < 0;
  const signing = [claimed.secret, ...(overlaps && claimed.former_secret ? [claimed.former_secret] : [])].map((sealed) =>
    secrets.unseal(house.settings, name, sealed),
  );
  const begun = performance.now();
  const ms = (): number => Math.round(performance.now() - begun);
  try {
    const response = await outgoing(house.settings, { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES })(claimed.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Beffroi-Webhooks/1',
        ...signedHeaders({ id: claimed.message_id, at, body: claimed.body, secrets: signing }),
      },
      body: claimed.body,
    });
    const text = await response.text();
    // PostgreSQL keeps no NUL.
    return { status: response.status, ms: ms(), says: text.replaceAll('\0', '').slice(0, SHOWN) };
  } catch (error) {
    if (!(error instanceof OutgoingRefused)) throw error;
    return { status: null, ms: ms(), says: whyNot[error.reason] };
  }
}

const whyNot: Readonly<Record<OutgoingRefused['reason'], string>> = {
  address: 'Cette adresse n’en est pas une.',
  scheme: 'Cette adresse n’est pas en https.',
  private: 'Cette adresse mène à un réseau privé : rien n’a été envoyé.',
  unresolved: 'Ce nom de serveur n’existe pas.',
  'too-long': 'Pas de réponse en dix secondes.',
  'too-big': 'La réponse dépasse 64 Kio.',
  unreachable: 'Le serveur ne répond pas, ou son certificat n’est pas bon.',
};

async function settle(ctx: Context<Tables>, claimed: Claimed, { status, ms, says }: Answer): Promise<void> {
  const now = ctx.now();
  const isAccepted = status !== null && status >= 200 && status < 300;
  // 410: the receiver says that it wants no more (Standard Webhooks).
  const next = isAccepted || status === 410 ? null : tryAgainAt(claimed.attempts, now, Math.random());
  const state = isAccepted ? 'accepted' : next ? 'waiting' : 'failed';
  await ctx.tx
    .updateTable('people.webhook_delivery')
    .set({
      state,
      next_at: next?.toString() ?? null,
      settled_at: next ? null : now.toString(),
      last_status: status,
      last_ms: ms,
      last_answer: says,
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', claimed.id)
    .where('state', '=', 'waiting')
    .execute();
  if (isAccepted)
    await ctx.tx
      .updateTable('people.webhook')
      .set({ accepted_at: now.toString() })
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', claimed.webhook_id)
      .execute();
  if (state === 'failed') await closeAfterFailure(ctx, claimed);
}

// Nothing was accepted since this message was written: the receiver has been gone for days.
async function closeAfterFailure(ctx: Context<Tables>, { webhook_id: id, label, created_at }: Claimed): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.webhook')
    .set({ failed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('failed_at', 'is', null)
    .where((either) => either.or([either('accepted_at', 'is', null), either('accepted_at', '<', created_at)]))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  const body = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  for (const { personId } of await holdersOf(ctx, 'people.administer-webhooks'))
    await notify(ctx, {
      personId,
      what: 'people.webhook-closed',
      title: `Le webhook « ${label} » est fermé : son serveur n’accepte plus rien depuis trois jours`,
      href: `/o/${body.slug}/webhooks`,
      importance: 'high',
      key: `${id} ${ctx.now().toString()}`,
    });
}
