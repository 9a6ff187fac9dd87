// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { refuseLdap, type LdapReader } from '../contract/ldap.ts';
import { authorId } from '../author-id.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { dnOf } from './places.ts';

/** The servers that may read the body's directory, by name. */
export async function listReaders(ctx: Context<Tables>): Promise<{ rows: LdapReader[]; total: number }> {
  const slug = await slugOf(ctx);
  const found = await ctx.tx
    .selectFrom('people.ldap_reader')
    .select(['id', 'name', 'label', 'created_at', 'used_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('revoked_at', 'is', null)
    .orderBy('name')
    .execute();
  const rows = found.map(({ id, name, label, created_at, used_at }) => ({
    id,
    name,
    label,
    dn: dnOf({ kind: 'reader', slug, name }),
    createdAt: created_at,
    usedAt: used_at,
  }));
  return { rows, total: rows.length };
}

/** Lets a server read the body's directory. The secret is drawn, and given once. Refuses a name that another reader has. */
export async function addReader(ctx: Context<Tables>, { name, label }: { name: string; label: string }) {
  const secret = randomBytes(20).toString('base64url');
  const id = ctx.newId();
  const made = await ctx.tx
    .insertInto('people.ldap_reader')
    .values({
      organisation_id: ctx.organisation,
      id,
      name,
      label,
      secret_digest: secretDigest(secret),
      created_by: authorId(ctx),
      created_at: ctx.now().toString(),
      used_at: null,
      used_by: null,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).where('revoked_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw refuseLdap('people.reader-name-taken', {}, 'body.name');
  await ctx.tell('people.ldap-reader-opened', { readerId: id });
  return { id, dn: dnOf({ kind: 'reader', slug: await slugOf(ctx), name }), secret };
}

/** Closes the directory to a server: its open connections are refused at their next question. */
export async function revokeReader(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.ldap_reader')
    .set({ revoked_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuseLdap('people.reader-unknown');
  await ctx.tell('people.ldap-reader-revoked', { readerId: id });
}

async function slugOf(ctx: Context<Tables>): Promise<string> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return slug;
}
