// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notify } from '#platform/notify/notify.ts';
import { holdersOf } from '../groups/members.ts';
import type { Tables } from '../tables.ts';

/** Tells the person helped and those who administer their body that a technician acts in a name of theirs: in page and by mail, whatever they chose. */
export async function tellSupportBegun(ctx: Context<Tables>, { supportId }: { supportId: string }): Promise<void> {
  const support = await readSupport(ctx, supportId);
  if (!support) return;
  const { technician, person, reason, until, slug } = support;
  // The event stands in the journal of whoever gives support; the member has one of its own.
  await ctx.record({ what: 'people.support-begun', about: { supportId, technician: support.technicianId, person: support.personId } });
  for (const to of await toBeTold(ctx, support.personId)) {
    const isOwn = to === support.personId;
    const title = isOwn
      ? `${technician} vous assiste et agit en votre nom jusqu’à ${until}`
      : `${technician} assiste ${person} et agit en son nom jusqu’à ${until}`;
    const href = `/o/${slug}/assistance`;
    // Told by its own mail below, so that no choice of mails silences it.
    await notify(ctx, { personId: to, what: 'people.support-begun', title, href, importance: 'low', key: `support-begun ${supportId}` });
    const mailbox = await identityOf(ctx.house).mailboxOf?.(ctx.house, to);
    if (!mailbox) continue;
    await sendMail(ctx, {
      to: mailbox,
      subject: title,
      content: {
        greeting: 'Bonjour,',
        paragraphs: [
          `${title}, pour votre collectivité et pour elle seule.`,
          `Motif donné : ${reason}`,
          'Si vous ne vous y attendiez pas, mettez-y fin : l’effet est immédiat.',
        ],
        action: { label: 'Voir l’assistance ou y mettre fin', path: href },
        why: 'Vous recevez ce message parce que toute assistance est annoncée à la personne assistée et aux administrateurs de sa collectivité.',
      },
    });
  }
}

/** Tells the same persons, in page, that it is over. */
export async function tellSupportOver(ctx: Context<Tables>, { supportId }: { supportId: string }): Promise<void> {
  const support = await readSupport(ctx, supportId);
  if (!support) return;
  for (const to of await toBeTold(ctx, support.personId)) {
    const whom = to === support.personId ? 'votre assistance' : `l’assistance de ${support.person}`;
    const title = `${support.technician} n’agit plus : ${whom} est terminée`;
    await notify(ctx, {
      personId: to,
      what: 'people.support-ended',
      title,
      href: `/o/${support.slug}/assistance`,
      key: `support-ended ${supportId}`,
    });
  }
}

async function toBeTold(ctx: Context<Tables>, person: string): Promise<Set<string>> {
  const administrators = await holdersOf(ctx, 'people.read-support');
  return new Set([person, ...administrators.map(({ personId }) => personId)]);
}

async function readSupport(ctx: Context<Tables>, id: string) {
  const row = await ctx.tx
    .selectFrom('people.support as u')
    .innerJoin('people.person as t', 't.id', 'u.technician_id')
    .innerJoin('people.person as p', 'p.id', 'u.person_id')
    .innerJoin('organisations.body as b', 'b.id', 'u.helped_id')
    .select([
      'u.person_id',
      'u.technician_id',
      'u.reason',
      'u.ends_at',
      'b.slug',
      't.given_name as tg',
      't.family_name as tf',
      'p.given_name as pg',
      'p.family_name as pf',
    ])
    // The person as the body that is told knows them.
    .select((column) =>
      column
        .selectFrom('people.colleague as c')
        .select(sql<string>`c.given_name || ' ' || c.family_name`.as('name'))
        .whereRef('c.organisation_id', '=', 'u.helped_id')
        .whereRef('c.person_id', '=', 'u.person_id')
        .orderBy('c.begins_on', 'desc')
        .orderBy('c.id', 'desc')
        .limit(1)
        .as('known_as'),
    )
    .where('u.id', '=', id)
    .where('u.helped_id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!row) return null;
  const hour = Temporal.Instant.from(row.ends_at).toZonedDateTimeISO('Europe/Paris');
  return {
    technician: `${row.tg} ${row.tf}`,
    person: row.known_as ?? `${row.pg} ${row.pf}`,
    personId: row.person_id,
    technicianId: row.technician_id,
    reason: row.reason,
    slug: row.slug,
    until: `${hour.hour} h ${String(hour.minute).padStart(2, '0')}`,
  };
}
