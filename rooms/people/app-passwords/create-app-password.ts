// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { refuseAppPassword } from '../contract/app-passwords.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { protocolsOf } from './device-kinds.ts';
import { provenLately, within } from './recent-proof.ts';
import { newAppSecret, plainSecret } from './secret.ts';

const MOST = 50;
export const TELL_DEVICE = 'people.tell-device';

type Input = { label: string; kinds: string[]; organisationId: string | null; days: number | null; password?: string | undefined };

/** Draws the secret of a device. It is answered, never kept; the person is told by mail, in case it is not them. */
export async function createAppPassword(ctx: Context<Tables>, { label, kinds, organisationId, days, password }: Input) {
  const protocols = protocolsOf(ctx.house, kinds);
  if (!protocols) throw refuseAppPassword('people.device-kind-unknown', {}, 'kinds');
  if (organisationId !== null && !ctx.organisations.includes(organisationId))
    throw refuseAppPassword('people.device-body-unknown', {}, 'organisationId');
  await provenLately(ctx, password);
  const secret = newAppSecret();
  const expiresAt =
    days === null
      ? null
      : ctx
          .now()
          .add({ hours: 24 * days })
          .toString();
  const id = ctx.newId();
  const { personId } = personWhoActs(ctx);
  await within(ctx, async (inside) => {
    await refuseTooMany(inside, personId);
    await inside.tx
      .insertInto('people.app_password')
      .values({
        person_id: personId,
        id,
        organisation_id: organisationId,
        label,
        protocols,
        secret_digest: secretDigest(plainSecret(secret)),
        created_at: inside.now().toString(),
        expires_at: expiresAt,
        used_at: null,
        used_by: null,
        revoked_at: null,
      })
      .execute();
    await inside.queue(TELL_DEVICE, { organisation: HOUSE_ID, person: personId, label, protocols });
  });
  await ctx.record({ what: 'people.device-connected', about: { person: personId, password: id, protocols } });
  return { id, secret, expiresAt };
}

async function refuseTooMany(ctx: Context<Tables>, personId: string): Promise<void> {
  const { count } = await ctx.tx
    .selectFrom('people.app_password')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuseAppPassword('people.too-many-devices');
}
