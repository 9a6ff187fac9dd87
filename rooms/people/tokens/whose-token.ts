// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Mandate, TokenHolder } from '#platform/access/provided.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { remembered } from '../access-cache.ts';
import { secretDigest } from '../sign-in/session.ts';
import { isToken } from './token-text.ts';

type Found = TokenHolder & { mandates: Mandate[]; expiresAt: string };

const NOTED_AGAIN_MS = 5 * 60_000;
const noted = new WeakMap<House, Map<string, number>>();

/**
 * Which program presents this token, with the permissions that it was given and that its voucher still holds. Null when unknown, expired,
 * revoked, or when its voucher no longer serves the body.
 */
export async function whoseToken(house: House, token: string, at: Temporal.Instant): Promise<TokenHolder | null> {
  if (!isToken(token)) return null;
  const digest = secretDigest(token);
  const holder = await remembered(house, `token ${digest.toString('base64')}`, async () => {
    const { rows } = await sql<{ who: Found | null }>`
      select people.whose_api_token(${digest}, ${at.toString()}::timestamptz) as who`.execute(house.db.kysely);
    const who = rows[0]?.who ?? null;
    return { value: who && bounded(house, who), endsAt: who?.expiresAt ?? null };
  });
  if (holder) noteUse(house, holder);
  return holder;
}

function bounded(house: House, { tokenId, name, organisationId, permissions, mandates }: Found): TokenHolder | null {
  if (mandates.length === 0) return null;
  const held = new Set(mandates.flatMap((mandate) => [...permissionsOf(house.index, mandate)]));
  const kept = permissions.filter((permission) => held.has(permission) && house.index.permissions.get(permission)?.forPrograms);
  return { tokenId, name, organisationId, permissions: kept };
}

// Not waited for, and once in five minutes: the next use writes what was lost.
function noteUse(house: House, { tokenId, organisationId }: TokenHolder): void {
  const now = house.clock.now();
  const known = noted.get(house) ?? new Map<string, number>();
  noted.set(house, known);
  if ((known.get(tokenId) ?? -Infinity) > now.epochMilliseconds - NOTED_AGAIN_MS) return;
  if (known.size > 20_000) known.clear();
  known.set(tokenId, now.epochMilliseconds);
  inOrganisation(house.db, organisationId, (tx) =>
    sql`update people.api_token set used_at = ${now.toString()} where organisation_id = ${organisationId}::uuid and id = ${tokenId}::uuid`.execute(
      tx,
    ),
  ).catch((error: unknown) => {
    known.delete(tokenId);
    house.log.warn({ err: error }, 'the use of a token was not noted');
  });
}
