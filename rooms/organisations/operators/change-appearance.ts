// SPDX-License-Identifier: EUPL-1.2
import type { Appearance } from '#platform/appearance/appearance.ts';
import type { Context } from '#platform/context.ts';
import { authorOf } from '../author.ts';
import { refuse } from '../contract/refusals.ts';
import { tellOwnerChanged } from '../legal/owner-in-memory.ts';
import type { Tables } from '../tables.ts';
import { appearanceIn } from './read-appearance.ts';

type Input = { name: string; colours: { accent: string | null; tower: string | null }; logo: string | null };
type Logo = Pick<Tables['organisations.appearance'], 'logo' | 'logo_type'>;

const LARGEST = 65_536;

/** Changes how the operator looks to those whom it serves. Vector images are refused: they may carry script. */
export async function changeAppearance(ctx: Context<Tables>, { name, colours, logo: sent }: Input): Promise<Appearance> {
  const logo: Logo | null = sent === 'keep' ? null : sent === null ? { logo: null, logo_type: null } : imageIn(sent);
  const change = { name, accent: colours.accent, tower: colours.tower, ...logo, changed_by: authorOf(ctx.actor), changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('organisations.appearance')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), logo: null, logo_type: null, ...change })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(change))
    .execute();
  await ctx.tell('organisations.appearance-changed', { name });
  await tellOwnerChanged(ctx);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return appearanceIn(ctx.tx, { id: ctx.organisation, slug, name });
}

function imageIn(base64: string): Logo {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > LARGEST) throw refuse('organisations.logo-too-large', {}, 'logo');
  const type = typeOf(bytes);
  if (!type) throw refuse('organisations.not-an-image', {}, 'logo');
  return { logo: bytes, logo_type: type };
}

function typeOf(bytes: Buffer): Logo['logo_type'] {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  return null;
}
