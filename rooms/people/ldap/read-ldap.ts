// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { dnOf } from './places.ts';

/** What a server must be told to read this body's directory. */
export async function readLdap(ctx: Context<Tables>) {
  const { ldap, publicUrl } = ctx.house.settings;
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return {
    host: new URL(publicUrl).hostname,
    port: ldap.port,
    tlsPort: ldap.tlsPort,
    hasTls: ldap.tls !== null,
    base: dnOf({ kind: 'body', slug }),
    people: dnOf({ kind: 'people', slug }),
    groups: dnOf({ kind: 'groups', slug }),
    readers: dnOf({ kind: 'reader', slug, name: '' }).replace(/^cn=,/, ''),
  };
}
