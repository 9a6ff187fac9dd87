// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { makePdf } from '#platform/documents/make-pdf.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { holdStanding, keepHappening, setStanding } from './hold-standing.ts';
import { lateOf } from './list-late.ts';

/** Keeps that a letter was sent for all that a payer is late with. */
export async function remindPayer(ctx: Context<Tables>, { payer }: { payer: string }): Promise<{ documents: number }> {
  const late = await lateOf(ctx, payer);
  if (late.length === 0) throw refuseDocument('billing.nothing-late', { name: await nameOf(ctx, payer) });
  const on = ctx.today().toString();
  for (const { id, restCents } of late) {
    const standing = await holdStanding(ctx, id);
    const rank = standing.reminders + 1;
    await keepHappening(ctx, standing, {
      what: 'reminder',
      on,
      amountCents: restCents,
      says: `Relance n° ${rank} pour ${formatEuros(restCents)}`,
      key: `reminder/${id}/${rank}`,
    });
    await setStanding(ctx, standing, { reminders: rank, reminded_on: on });
  }
  await ctx.tell('billing.payer-reminded', { payerId: payer }, { heardIn: payer });
  return { documents: late.length };
}

/** The letter itself: what is owed, since when, under which titre. */
export async function reminderLetter(ctx: Context<Tables>, { payer }: { payer: string }) {
  const late = await lateOf(ctx, payer);
  const name = await nameOf(ctx, payer);
  if (late.length === 0) throw refuseDocument('billing.nothing-late', { name });
  const { reminderText, issuer } = await settingsOf(ctx);
  const known = await ctx.tx
    .selectFrom('billing.payer')
    .select(['siret', 'engagement', 'service_code', 'address'])
    .where('organisation_id', '=', ctx.organisation)
    .where('payer_id', '=', payer)
    .executeTakeFirst();
  const address = known?.address;
  const reminders = Math.max(...late.map((one) => one.reminders));
  const total = late.reduce((sum, { restCents }) => sum + restCents, 0);
  const content = await makePdf({
    template: join(import.meta.dirname, 'letter.typ'),
    title: 'Relance',
    letterhead: await letterheadOf(ctx, issuer.siret ? [`SIRET ${issuer.siret}`] : []),
    standard: 'ua-1',
    at: ctx.now(),
    footer: `Relance du ${ctx.today().toLocaleString('fr-FR')}`,
    data: {
      payer: name,
      address: address ? [...address.lines, `${address.postcode} ${address.city}`] : [],
      siret: known?.siret ?? '',
      engagement: known?.engagement ?? '',
      serviceCode: known?.service_code ?? '',
      issuer: await nameOf(ctx, ctx.organisation),
      rank: reminders === 0 ? 'Première relance' : `Relance n° ${reminders + 1}`,
      on: ctx.today().toString(),
      text: reminderText,
      contact: [issuer.contact.name, issuer.contact.phone, issuer.contact.email].filter(Boolean).join(', '),
      accountant: issuer.payment.accountant,
      total,
      documents: late.map(({ number, title, issuedOn, dueOn, titre, restCents }) => ({
        number,
        title,
        issuedOn,
        dueOn,
        titre: titre ?? '',
        days: ctx.today().since(Temporal.PlainDate.from(dueOn)).days,
        restCents,
      })),
    },
  });
  return { name: `relance-${ctx.today().toString()}.pdf`, type: 'application/pdf', content, inline: true };
}

async function nameOf(ctx: Context<Tables>, id: string): Promise<string> {
  const body = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', id).executeTakeFirst();
  return body?.name ?? '';
}
