// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { Unit } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';
import { listUnits } from './units.ts';

// The ink of the house where no operator's colour is asked for: a member's own document.
const INK = '#1f4b99';

type Branch = { name: string; head: string | null; members: string[]; parts: Branch[] };

/** The organigramme as an accessible PDF: a tree of services, each with who answers for it and who works there. */
export async function printOrganigramme(ctx: Context<Tables>): Promise<FileAnswer> {
  const { units, outside } = await listUnits(ctx);
  const { name } = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const content = await makePdf({
    template: join(import.meta.dirname, 'organigramme.typ'),
    title: `Organigramme – ${name}`,
    letterhead: { name, lines: [], colour: INK },
    standard: 'ua-1',
    at: ctx.now(),
    footer: `Organigramme au ${ctx.today().toLocaleString('fr-FR', { dateStyle: 'long' })}`,
    data: { branches: branchesUnder(units, null), outside: outside.map(inWords) },
  });
  return { name: 'organigramme.pdf', type: 'application/pdf', content, inline: true };
}

function branchesUnder(units: readonly Unit[], parent: string | null): Branch[] {
  return units
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, name, head, members }) => ({ name, head, members: members.map(inWords), parts: branchesUnder(units, id) }));
}

function inWords({ name, title }: { name: string; title: string }): string {
  return `${name}, ${title}`;
}
