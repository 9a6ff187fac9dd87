// SPDX-License-Identifier: EUPL-1.2
/** A computation that a browser does before a try: find an answer whose SHA-256 with the challenge begins with so many zero bits. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';
import { secretDigest } from './session.ts';

export type Work = { challenge: string; answer: string };

const LASTS_SECONDS = 300;

/** A challenge of so many bits for this account, valid five minutes. Nothing is stored before it is answered. */
export function newWork(ctx: Context<Tables>, login: string, bits: number): string {
  const body = `${Math.floor(ctx.now().epochMilliseconds / 1000) + LASTS_SECONDS}.${bits}.${randomBytes(12).toString('base64url')}`;
  return `${body}.${sealOf(ctx, login, body)}`;
}

/** Whether the work answers a challenge of ours for this account, in time and for the first time. */
export async function spendWork(ctx: Context<Tables>, login: string, { challenge, answer }: Work): Promise<boolean> {
  const [ends = '', bits = '', random = '', seal = ''] = challenge.split('.');
  const expected = Buffer.from(sealOf(ctx, login, `${ends}.${bits}.${random}`));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  if (Number(ends) * 1000 < ctx.now().epochMilliseconds || zeroBits(`${challenge}.${answer}`) < Number(bits)) return false;
  const spent = { digest: secretDigest(challenge), purpose: 'work' as const, person_id: null, methods: [] };
  const expires_at = Temporal.Instant.fromEpochMilliseconds(Number(ends) * 1000).toString();
  const { numInsertedOrUpdatedRows } = await inNoOrganisation<Tables, { numInsertedOrUpdatedRows?: bigint | undefined }>(ctx.house.db, (tx) =>
    tx
      .insertInto('people.sign_in_step')
      .values({ ...spent, expires_at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow(),
  );
  return numInsertedOrUpdatedRows === 1n;
}

function zeroBits(text: string): number {
  let bits = 0;
  for (const byte of createHash('sha256').update(text).digest()) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

function sealOf(ctx: Context<Tables>, login: string, body: string): string {
  return createHmac('sha256', ctx.house.settings.secretKey).update(`sign-in work\0${login}\0${body}`).digest('base64url');
}
