// SPDX-License-Identifier: EUPL-1.2
import { formatPeriod } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { LetterContent } from '#platform/mail/letter-content.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import type { ReportLine, ReportWeek } from '#platform/room.ts';
import { partTitles } from '../contract.ts';
import type { Tables, Tone } from '../tables.ts';
import { recipientsOf } from './settings.ts';
import { inWords, partsOf } from './parts-of.ts';

type Ctx = Context<Tables>;
type Mailed = { week: ReportWeek; tone: Tone; summary: string; lines: readonly ReportLine[]; operator: string };

const why = 'Vous recevez ce message chaque lundi parce que votre collectivité vous a désigné. Elle règle ses destinataires sur la page du rapport.';

/** Sends the report to those whom the body chose: all of it in the message, and where the page to print is. */
export async function mailReport(ctx: Ctx, { week, summary, lines, operator }: Mailed): Promise<void> {
  const to = await recipientsOf(ctx);
  if (to.length === 0) return;
  const { slug, name } = await bodyOf(ctx, ctx.organisation);
  const sender = { name: (await bodyOf(ctx, operator)).name };
  const content: LetterContent = {
    greeting: 'Bonjour,',
    paragraphs: [
      `Voici la semaine ${periodWords(week)} pour ${name}. ${summary}`,
      ...partsOf(lines).flatMap(({ part, shown, more }) => [
        `${partTitles[part]} :`,
        { list: [...shown.map(inWords), ...(more > 0 ? [moreWords(more)] : [])] },
      ]),
    ],
    action: { label: 'Ouvrir et imprimer le rapport', path: `/o/${slug}/rapports/${week.name}` },
    why,
  };
  const subject = `Rapport de la semaine ${periodWords(week)} : ${name}`;
  for (const box of to) await sendMail(ctx, { to: box, subject, content, sender });
}

/** « du 16 au 22 novembre 2026 ». */
export function periodWords({ from, to }: Pick<ReportWeek, 'from' | 'to'>): string {
  return formatPeriod(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to));
}

export function moreWords(more: number): string {
  return more === 1 ? 'et une autre ligne, à lire en ligne' : `et ${more} autres lignes, à lire en ligne`;
}

function bodyOf(ctx: Ctx, id: string) {
  return ctx.tx.selectFrom('organisations.body').select(['slug', 'name']).where('id', '=', id).executeTakeFirstOrThrow();
}
