// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { digestOf, secrets } from '../secrets.ts';
import type { Tables } from '../tables.ts';

const PERIOD = 30;

/** What applications of codes expect where nothing is said: SHA-1, six digits, thirty seconds (RFC 6238). */
export function totpOf(secret: Secret, label = ''): TOTP {
  return new TOTP({ issuer: 'Beffroi', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD });
}

/** Takes a code of the person's application: of now, the step before or the step after, and never twice. Says whether it was right. */
export async function takeTotp(tx: Transaction<Tables>, ctx: Context<Tables>, personId: string, code: string, confirmed = true): Promise<boolean> {
  const kept = await tx
    .selectFrom('people.totp')
    .select('secret_sealed')
    .where('person_id', '=', personId)
    .where('confirmed_at', confirmed ? 'is not' : 'is', null)
    .executeTakeFirst();
  if (!kept || !/^\d{6}$/.test(code)) return false;
  const timestamp = ctx.now().epochMilliseconds;
  const delta = totpOf(Secret.fromBase32(secrets.unseal(ctx.house.settings, totpName(personId), kept.secret_sealed))).validate({
    token: code,
    timestamp,
    window: 1,
  });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1000 / PERIOD) + delta;
  const { numUpdatedRows } = await tx
    .updateTable('people.totp')
    .set({ last_step: step, ...(!confirmed && { confirmed_at: ctx.now().toString() }) })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export function totpName(personId: string): string {
  return `totp ${personId}`;
}

/** Spends a recovery code. Says whether there was one. */
export async function takeRecoveryCode(tx: Transaction<Tables>, ctx: Context<Tables>, personId: string, code: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people.recovery_code')
    .set({ used_at: ctx.now().toString() })
    .where('person_id', '=', personId)
    .where('digest', '=', recoveryDigest(ctx, personId, code))
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

// No letter or digit that reads as another, 32 in all: 16 characters of 5 bits.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz123456789';
const COUNT = 10;

/** Ten new codes in the place of the former, in a transaction that writes the person's rows. They are shown once. */
export async function drawCodes(ctx: Context<Tables>, personId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => {
    const text = [...randomBytes(16)].map((byte) => ALPHABET[byte & 31]).join('');
    return text.replace(/(.{4})(?=.)/g, '$1-');
  });
  await ctx.tx.deleteFrom('people.recovery_code').where('person_id', '=', personId).execute();
  await ctx.tx
    .insertInto('people.recovery_code')
    .values(
      codes.map((code) => ({
        person_id: personId,
        id: ctx.newId(),
        digest: recoveryDigest(ctx, personId, code),
        created_at: ctx.now().toString(),
        used_at: null,
      })),
    )
    .execute();
  return codes;
}

function recoveryDigest(ctx: Context<Tables>, personId: string, code: string): Buffer {
  return digestOf(ctx.house.settings, `recovery ${personId}`, code.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
