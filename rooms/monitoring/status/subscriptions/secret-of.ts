// SPDX-License-Identifier: EUPL-1.2
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '#platform/context.ts';

type Where = Pick<Context, 'house' | 'organisation'>;

/** What the links of a subscription carry: made of its id and the house's key, so that nothing of it is kept. */
export function secretOf({ house, organisation }: Where, id: string): string {
  return createHmac('sha256', house.settings.secretKey).update(`monitoring subscription ${organisation} ${id}`).digest('hex').slice(0, 40);
}

export function isSecretOf(ctx: Where, id: string, presented: string): boolean {
  const secret = Buffer.from(secretOf(ctx, id));
  const other = Buffer.from(presented);
  return other.length === secret.length && timingSafeEqual(secret, other);
}
