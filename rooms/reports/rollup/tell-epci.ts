// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import type { Tables } from '../tables.ts';
import { beginRun } from '../weekly/begin-run.ts';
import { periodWords } from '../weekly/mail-report.ts';
import { weekOf } from '../weekly/report-week.ts';
import { recipientsOf } from '../weekly/settings.ts';

const MOST_NAMED = 15;

/** Sends the EPCI in the address the week of its members, once: how many are well, and which are not. No member was told of: nothing is sent. */
export async function tellEpci(ctx: Context<Tables>, { from, operator }: { from: string; operator: string }): Promise<void> {
  const week = weekOf(Temporal.PlainDate.from(from));
  if (!(await beginRun(ctx, 'roll-up', week.name))) return;
  const members = await ctx.tx
    .selectFrom('reports.standing as s')
    .innerJoin('organisations.body as b', 'b.id', 's.organisation_id')
    .select(['b.name', 's.tone', 's.summary'])
    .where('s.epci_id', '=', ctx.organisation)
    .where('s.week', '=', week.name)
    .orderBy('b.name')
    .execute();
  const to = members.length === 0 ? [] : await recipientsOf(ctx);
  if (to.length === 0) return;
  const { slug } = await bodyOf(ctx, ctx.organisation);
  const sender = { name: (await bodyOf(ctx, operator)).name };
  const troubled = members.filter(({ tone }) => tone !== 'good');
  const more = troubled.length - MOST_NAMED;
  const well = members.length - troubled.length;
  const content = {
    greeting: 'Bonjour,',
    paragraphs: [
      `Semaine ${periodWords(week)} : tout a fonctionné dans ${well} collectivité${well > 1 ? 's' : ''} sur ${members.length}.`,
      ...(troubled.length === 0
        ? []
        : [
            {
              list: [
                ...troubled.slice(0, MOST_NAMED).map(({ name, summary }) => `${name} : ${summary}`),
                ...(more > 0 ? [`et ${more} autre${more > 1 ? 's' : ''}`] : []),
              ],
            },
          ]),
    ],
    action: { label: 'Voir toutes les collectivités', path: `/o/${slug}/rapports/territoire?week=${week.name}` },
    why: 'Vous recevez ce message parce que votre EPCI suit la semaine de ses membres. Les destinataires se règlent sur la page du rapport.',
  };
  for (const box of to) await sendMail(ctx, { to: box, subject: `La semaine ${periodWords(week)} sur votre territoire`, content, sender });
}

function bodyOf(ctx: Context<Tables>, id: string) {
  return ctx.tx.selectFrom('organisations.body').select(['slug', 'name']).where('id', '=', id).executeTakeFirstOrThrow();
}
