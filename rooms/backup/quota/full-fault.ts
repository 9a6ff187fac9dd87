// SPDX-License-Identifier: EUPL-1.2
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { frenchVolume } from '../french-volume.ts';
import type { Client } from '../restic/admit-client.ts';
import { ResticFault } from '../restic/fault.ts';
import type { Tables } from '../tables.ts';

/** Why the right of the body lets nothing more in (507, as rest-server answers), in words that restic shows. */
export function fullFault(house: House, client: Client): Promise<ResticFault> {
  return inContext<Tables, ResticFault>(house, { ...client.entry, readOnly: true }, async (ctx) => {
    const { is_open, bytes, hard_bytes } = await ctx.tx
      .selectFrom('backup.account')
      .select(['is_open', 'bytes', 'hard_bytes'])
      .where('organisation_id', '=', client.organisationId)
      .executeTakeFirstOrThrow();
    if (!is_open)
      return new ResticFault(
        507,
        'La sauvegarde externalisée n’est pas ouverte pour votre collectivité : prévenez votre opérateur. Restaurer reste possible.',
      );
    return new ResticFault(
      507,
      `Quota de sauvegarde atteint : ${frenchVolume(bytes)} gardés sur ${frenchVolume(hard_bytes ?? 0)}. Prévenez la mairie ou votre opérateur.`,
    );
  });
}
