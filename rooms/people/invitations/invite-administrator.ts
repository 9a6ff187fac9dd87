// SPDX-License-Identifier: EUPL-1.2
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { publicLink } from '#platform/mail/letter-content.ts';
import { refuseInvitation } from '../contract/invitations.ts';
import { openMandate } from '../open-account.ts';
import type { Tables } from '../tables.ts';
import { identity } from '../who-is.ts';
import { invite } from './invite.ts';
import { drawLink, writeInvitation } from './mail-invitation.ts';

const usage = 'invite-administrator --operator <adresse> --email <courriel> --given-name <prénom> --family-name <nom>';

/**
 * `invite-administrator`: the first account of an installation. Gives the lines to print, the link among them, this once. The mail carries the
 * same link: an installation may not have mail yet.
 */
export async function inviteAdministratorCommand(house: House, words: readonly string[]): Promise<string[]> {
  const { operator, email, givenName, familyName } = read(words);
  const body = await identity.organisationOf(house, operator);
  if (!body) throw refuseInvitation('people.invitation-command', { fault: `Aucun opérateur n’a l’adresse « ${operator} ».`, usage });
  const path = await inContext<Tables, string>(house, { actor: { kind: 'job', name: 'Installation' }, organisation: body.id }, async (ctx) => {
    const at = ctx.now();
    const { rows } = await sql<{ id: string }>`
      select people.person_at(${email}, ${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${at.toString()}::timestamptz) as id`.execute(ctx.tx);
    const personId = rows[0]?.id;
    if (!personId) throw new Error('people.person_at answered nothing');
    const standing = await ctx.tx
      .selectFrom('people.mandate')
      .select('id')
      .where('organisation_id', '=', body.id)
      .where('person_id', '=', personId)
      .where(sql<boolean>`'administrator' = any (roles)`)
      .executeTakeFirst();
    if (!standing) {
      const mandateId = await openMandate(ctx.tx, {
        organisationId: body.id,
        personId,
        roles: ['administrator'],
        title: 'Administration',
        email,
        beginsOn: todayInParis(at),
        at,
        givenName,
        familyName,
      });
      await ctx.tell('people.mandate-opened', { mandateId });
    }
    const { id } = await invite(ctx, { personId, email, isMailed: false });
    const drawn = await drawLink(ctx, id);
    if (!drawn) throw new Error('the invitation that was just written is not there');
    await writeInvitation(ctx, drawn);
    return drawn.path;
  });
  return [
    `Invitation pour ${givenName} ${familyName} <${email}>, valable sept jours. Ce lien ne sera plus affiché :`,
    '',
    `  ${publicLink(house.settings.publicUrl, path)}`,
    '',
    'Il ne sert qu’une fois : ouvrez-le, ou remettez-le en main propre. Le même lien part aussi par courriel.',
  ];
}

function read(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...words], options: { operator: text, email: text, 'given-name': text, 'family-name': text } });
    const { operator, email, 'given-name': givenName, 'family-name': familyName } = values;
    if (operator && email && /^[^\s@]+@[^\s@]+$/.test(email) && givenName && familyName)
      return { operator, email: email.trim().toLowerCase(), givenName, familyName };
  } catch {
    // An unknown option is answered like a missing one: by the usage.
  }
  throw refuseInvitation('people.invitation-command', { fault: 'Une information manque ou n’est pas reconnue.', usage });
}
