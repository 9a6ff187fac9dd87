// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import type { Tables } from './tables.ts';

/** Who wrote a row: the person, the token, or the house for a job. */
export function authorId({ actor }: Context<Tables>): string {
  if (actor.kind === 'person') return actor.personId;
  return actor.kind === 'token' ? actor.tokenId : HOUSE_ID;
}
