// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Found = {
  id: string;
  givenName: string;
  familyName: string;
  title: string;
  kind: 'agent' | 'elected' | 'external';
  unit: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  office: string | null;
  skills: string | null;
  delegation: string | null;
  body: string;
  slug: string;
  isOwn: boolean;
};

const MOST = 50;

/** Who answers to these words in the readable bodies, and elsewhere as far as each body and person opened it. */
export async function searchDirectory(ctx: Context<Tables>, { q }: { q: string }): Promise<{ rows: Found[] }> {
  return { rows: await found(ctx, q, MOST) };
}

/** The same for the search of everything: own bodies first. */
export async function findInDirectory(ctx: Context<Tables>, words: string, limit: number) {
  const rows = await found(ctx, words, limit);
  const here = rows.some(({ isOwn }) => !isOwn) ? await firstSlug(ctx) : '';
  return rows.map(({ id, givenName, familyName, title, body, slug, isOwn }) => ({
    title: `${givenName} ${familyName}`,
    detail: `${title}, ${body}`,
    href: isOwn ? `/o/${slug}/annuaire/${id}` : `/o/${here}/annuaire/ailleurs?q=${encodeURIComponent(`${givenName} ${familyName}`)}`,
  }));
}

// Another body's entry is shown in one of the reader's own.
async function firstSlug(ctx: Context<Tables>): Promise<string> {
  const [id] = ctx.organisations;
  const { slug } = await ctx.tx
    .selectFrom('organisations.body')
    .select('slug')
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
  return slug;
}

async function found(ctx: Context<Tables>, q: string, most: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, given_name as "givenName", family_name as "familyName", title, kind, unit, email, phone, mobile, office, skills, delegation,
      body, slug, is_own as "isOwn"
    from people.search_directory(${q}, ${ctx.now().toString()}::timestamptz, ${most})`.execute(ctx.tx);
  return rows;
}
