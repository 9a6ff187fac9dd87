// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Letterhead } from '#platform/documents/make-pdf.ts';

// The house's own ink, for whoever chose no colour.
const INK = '#0b625d';

type Said = { siren: string | null };

/** The head of the documents of the body in the address: its name, these lines, or those that its number gives, its colour. */
export async function letterheadOf<Tables>(
  ctx: Context<Tables>,
  lines: readonly string[] | ((body: Said) => readonly string[]),
): Promise<Letterhead> {
  const { rows } = await sql<{ name: string; siren: string | null; accent: string | null }>`
    select coalesce(a.name, b.name) as name, b.siren, a.accent
    from organisations.body b
    left join organisations.appearance a on a.organisation_id = b.id
    where b.id = ${ctx.organisation}`.execute(ctx.tx);
  const [look] = rows;
  if (!look) throw new Error('the body in the address is not in the register');
  return { name: look.name, lines: typeof lines === 'function' ? lines(look) : lines, colour: look.accent ?? INK };
}
