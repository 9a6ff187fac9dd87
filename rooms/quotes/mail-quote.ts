// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { frenchDay } from './french-day.ts';
import type { QuoteRow, Tables } from './tables.ts';

type Message = { quote: QuoteRow; link: string | null; validUntil: string; kind: 'sent' | 'reminder' };

/** Writes to the recipient of a quote, when there is an address. The link, if any, is the one that was just opened. */
export async function mailQuote(ctx: Context<Tables>, { quote, link, validUntil, kind }: Message): Promise<void> {
  if (quote.contact_email === '') return;
  const operator = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await sendMail(ctx, {
    to: { name: quote.contact_name, address: quote.contact_email },
    sender: { name: operator.name },
    subject: kind === 'sent' ? `Devis ${quote.number} de ${operator.name}` : `Le devis ${quote.number} est valable jusqu’au ${frenchDay(validUntil)}`,
    content: {
      greeting: 'Bonjour,',
      paragraphs: [
        kind === 'sent'
          ? `${operator.name} vous adresse le devis ${quote.number} : ${quote.title}.`
          : `Le devis ${quote.number} (${quote.title}) que ${operator.name} vous a adressé attend votre réponse.`,
        `Montant de la première année : ${formatEuros(quote.first_year_cents)}, toutes taxes comprises. Il est valable jusqu’au ${frenchDay(validUntil)}.`,
        ...(link ? [] : ['Le lien qui vous a été adressé permet de le relire, de l’accepter ou de le refuser.']),
      ],
      ...(link && { action: { label: 'Lire le devis et y répondre', path: new URL(link).pathname } }),
      why: `Vous recevez ce message parce que ${operator.name} vous a désigné comme destinataire de ce devis.`,
    },
    field: 'contactEmail',
  });
}
