// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { installers } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** The script or the settings of a machine, with the address of its body written in: anybody may read it, for it holds no secret. */
export async function readInstaller(ctx: Context<Tables>, { name }: { name: (typeof installers)[number] }): Promise<FileAnswer> {
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const text = await readFile(join(import.meta.dirname, name), 'utf8');
  // PowerShell 5, which Windows brings, reads UTF-8 only when a mark says so.
  const mark = name.endsWith('.ps1') ? '\ufeff' : '';
  return {
    name,
    type: 'text/plain; charset=utf-8',
    content: mark + text.replaceAll('@ENROL@', `${ctx.house.settings.publicUrl}/api/o/${slug}/backup/enrol`),
    inline: true,
  };
}
