// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import type { SettingsOf } from '../contract/checks.ts';
import { probeSecrets, secretName } from '../secrets.ts';

type Check = { operator_id: string; id: string; sealed_secret: Buffer | null };

const says = [
  'Ce message vérifie que la messagerie de votre collectivité reçoit et envoie.',
  'Il est renvoyé de lui-même : personne n’a rien à faire.',
].join('\n');

/** Sends the message of a mail loop; the body's server sends it back to the reply address, which tells us. A refusal shows as silence. */
export async function sendLoopMail(house: House, check: Check, { mailbox }: SettingsOf['mail-loop'], now: Temporal.Instant): Promise<void> {
  const { loopMail, mail } = house.settings;
  const secret = check.sealed_secret && probeSecrets.openText(house.settings, secretName(check.operator_id, check.id), check.sealed_secret);
  if (!loopMail || mail.kind !== 'smtp' || !secret) return;
  const back = { name: 'Surveillance', address: `boucle-${secret}@${loopMail.domain}` };
  await house.mailer.deliver({
    messageId: `<boucle-${check.id}-${now.epochMilliseconds}@${loopMail.domain}>`,
    from: back,
    to: { name: '', address: mailbox },
    replyTo: back,
    subject: 'Vérification de la messagerie',
    text: says,
    html: `<p>${says.replace('\n', '<br>')}</p>`,
    writtenAt: now,
  });
}
