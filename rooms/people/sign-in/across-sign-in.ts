// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations, HOUSE_ID } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';

/** Looks for whoever signs in, before anybody is: by an address, a passkey, the secret of a link. The reason stands in the journal. */
export function acrossSignIn<Result>(ctx: Context<Tables>, reason: string, work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
  return acrossOrganisations<Tables, Result>(ctx.house.db, 'people.sign-in', reason, work, { kind: 'public' });
}

/** Runs `work` in a transaction that sees and writes this person's own rows, and writes mails of the house. For a person who has been found. */
export function asPerson<Result>(
  ctx: Context<Tables>,
  person: { personId: string; name: string },
  work: (own: Context<Tables>) => Promise<Result>,
): Promise<Result> {
  const sessionId = ctx.actor.kind === 'person' ? ctx.actor.sessionId : '';
  return inContext(
    ctx.house,
    { actor: { kind: 'person', ...person, sessionId }, organisation: HOUSE_ID, requestId: ctx.requestId, userAgent: ctx.userAgent ?? undefined },
    work,
  );
}
