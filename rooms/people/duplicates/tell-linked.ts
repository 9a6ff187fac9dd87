// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import type { Tables } from '../tables.ts';

/** Writes to the address of each account that they were linked, or set apart: whoever did not do it learns of it. Runs in the house. */
export async function tellLinked(ctx: Context<Tables>, { one, other, linked }: { one: string; other: string; linked: boolean }): Promise<void> {
  await ctx.record({ what: linked ? 'people.accounts-linked' : 'people.accounts-unlinked', about: { one, other } });
  for (const person of [one, other]) {
    const to = await identityOf(ctx.house).mailboxOf?.(ctx.house, person);
    if (!to) continue;
    const done = linked ? 'Deux de vos comptes sont réunis' : 'Deux de vos comptes sont séparés';
    await sendMail(ctx, {
      to,
      subject: done,
      content: {
        greeting: 'Bonjour,',
        paragraphs: [
          linked
            ? 'Vous avez prouvé que deux comptes sont les vôtres : une connexion à l’un ouvre désormais les fonctions de l’un et de l’autre. Aucune de vos collectivités ne l’apprend.'
            : 'Vos deux comptes sont de nouveau séparés : chacun n’ouvre plus que ses propres fonctions.',
          'Si vous n’êtes pas à l’origine de ce changement, connectez-vous, séparez les comptes et changez vos mots de passe.',
        ],
        action: { label: 'Voir mes comptes', path: '/compte' },
      },
    });
  }
}
