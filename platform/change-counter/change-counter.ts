// SPDX-License-Identifier: EUPL-1.2
/**
 * One counter per account, from which every protocol that synchronises makes its own mark: DAV sync tokens and ctags, IMAP MODSEQ, JMAP
 * states, ETags of folders. An account is whatever clients follow as a whole: an address book, a mailbox, a tree of files.
 */
import { sql, type Transaction } from 'kysely';
import type { Context } from '../context.ts';

/** A thing of the account that changed: `what` is its kind in the room's words (`event`, `message`), `id` its uuid. */
export type Changed = { what: string; id: string; isRemoved?: boolean };

export type Change = { what: string; id: string; counter: number; kind: 'created' | 'updated' | 'removed' };

export type Changes = {
  /** Oldest first, each thing once, as it stands now. */ changes: Change[];
  /** Where to ask from next time. */ counter: number;
  hasMore: boolean;
};

/**
 * Records changes in the caller's transaction and gives the account's new counter; each change takes a number of its own. Other writers
 * of the account wait for this transaction to end, so that nobody is shown a counter before the changes under it: call it last.
 */
export async function bump<Tables>(ctx: Context<Tables>, account: string, changed: readonly Changed[]): Promise<number> {
  const once = new Map(changed.map((one) => [`${one.what} ${one.id}`, one]));
  if (once.size === 0) return await counterOf(ctx, account);
  const list = [...once.values()];
  const { rows } = await sql<{ counter: number }>`
    insert into platform.change_account (organisation_id, id, counter)
    values (${ctx.organisation}, ${account}, ${list.length})
    on conflict (organisation_id, id) do update set counter = change_account.counter + excluded.counter
    returning counter`.execute(ctx.tx);
  const counter = rows[0]?.counter ?? 0;
  await sql`
    insert into platform.change (organisation_id, account_id, what, id, counter, created_counter, first_counter, is_removed, at)
    select ${ctx.organisation}::uuid, ${account}::uuid, what, id, ${counter - list.length} + place,
      case when is_removed then 0 else ${counter - list.length} + place end,
      case when is_removed then 0 else ${counter - list.length} + place end, is_removed, ${ctx.now().toString()}::timestamptz
    from unnest(${list.map(({ what }) => what)}::text[], ${list.map(({ id }) => id)}::uuid[], ${list.map((one) => one.isRemoved ?? false)}::boolean[])
      with ordinality as changed (what, id, is_removed, place)
    on conflict (organisation_id, account_id, what, id) do update set
      counter = excluded.counter,
      created_counter = case when change.is_removed and not excluded.is_removed then excluded.created_counter else change.created_counter end,
      is_removed = excluded.is_removed,
      at = excluded.at`.execute(ctx.tx);
  return counter;
}

/** The account's counter, 0 while nothing was ever recorded. */
export async function counterOf<Tables>(ctx: Context<Tables>, account: string): Promise<number> {
  return (await accountOf(ctx, account)).counter;
}

/**
 * What changed in the account after a counter, at most `limit` things of the kinds asked for. From 0: all there is. Null when the
 * counter cannot be continued, because removals since then are forgotten or because it comes from elsewhere: the client starts afresh.
 */
export async function changesSince<Tables>(
  ctx: Context<Tables>,
  account: string,
  since: number,
  { kinds, limit = 1000 }: { kinds?: readonly string[]; limit?: number } = {},
): Promise<Changes | null> {
  const { counter, forgotten } = await accountOf(ctx, account);
  if (!Number.isSafeInteger(since) || since < 0 || since > counter || (since > 0 && since < forgotten)) return null;
  const { rows } = await sql<Change>`
    select what, id, counter,
      case when is_removed then 'removed' when created_counter > ${since} then 'created' else 'updated' end as kind
    from platform.change
    where organisation_id = ${ctx.organisation}
      and account_id = ${account}
      and counter > ${since}
      and counter <= ${counter}
      and (${kinds ? [...kinds] : null}::text[] is null or what = any (${kinds ? [...kinds] : null}::text[]))
      -- What came and went in between was never there for this client.
      and not (is_removed and (first_counter > ${since} or ${since} = 0))
    order by counter
    limit ${limit + 1}`.execute(ctx.tx);
  const changes = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return { changes, hasMore, counter: hasMore ? (changes.at(-1)?.counter ?? since) : counter };
}

/** Forgets the removals recorded before an instant, in every body: for the platform's nightly job, in the `across` role. */
export async function forgetRemovals<Tables>(tx: Transaction<Tables>, before: Temporal.Instant): Promise<void> {
  await sql`
    with gone as (
      delete from platform.change
      where is_removed and at < ${before.toString()}::timestamptz
      returning organisation_id, account_id, counter
    ), highest as (
      select organisation_id, account_id, max(counter) as counter
      from gone
      group by organisation_id, account_id
    )
    update platform.change_account as account
    set forgotten = greatest(account.forgotten, highest.counter)
    from highest
    where account.organisation_id = highest.organisation_id
      and account.id = highest.account_id`.execute(tx);
}

/** Removes the counters of the body in the address, with all that they know. */
export async function eraseChanges<Tables>(ctx: Context<Tables>): Promise<void> {
  await sql`delete from platform.change_account where organisation_id = ${ctx.organisation}`.execute(ctx.tx);
}

async function accountOf<Tables>(ctx: Context<Tables>, account: string): Promise<{ counter: number; forgotten: number }> {
  const { rows } = await sql<{ counter: number; forgotten: number }>`
    select counter, forgotten
    from platform.change_account
    where organisation_id = ${ctx.organisation}
      and id = ${account}`.execute(ctx.tx);
  return rows[0] ?? { counter: 0, forgotten: 0 };
}
