// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseLdap } from '../contract/ldap.ts';
import { plainSecret } from '../app-passwords/secret.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { holderOf } from './holder.ts';
import { dnOf } from './places.ts';
import { find } from './search.ts';

/** Binds and searches as a server would, and says what it opened in this body. Refuses in one sentence whatever proves nobody, or opens nothing here. */
export async function tryLdap(ctx: Context<Tables>, { name, secret }: { name: string; secret: string }) {
  const holder = await holderOf(ctx.house, name, secretDigest(plainSecret(secret)));
  const body = holder?.bodies.find(({ id }) => id === ctx.organisation);
  if (!holder || !body) throw refuseLdap('people.ldap-trial-refused', {}, 'body.secret');
  const base = dnOf({ kind: 'people', slug: body.slug });
  const everyone = {
    op: 'search',
    base,
    scope: 'one',
    sizeLimit: 0,
    timeLimit: 0,
    typesOnly: false,
    filter: { kind: 'and', of: [] },
    attributes: [],
  } as const;
  return { dn: holder.dn, entries: (await find(ctx.house, holder, everyone)).length };
}
