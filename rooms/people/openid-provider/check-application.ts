// SPDX-License-Identifier: EUPL-1.2
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { refuseApplication, type registerApplication } from '../contract/applications.ts';
import type { Tables } from '../tables.ts';
import { checkAddress, checkRedirect } from './check-addresses.ts';

export type ApplicationInput = z.output<NonNullable<(typeof registerApplication)['body']>>;

/** Refuses what would open a hole, or what only an operator may choose; names the field. */
export async function checkApplication(ctx: Context<Tables>, input: ApplicationInput): Promise<void> {
  for (const [index, uri] of input.redirectUris.entries()) checkRedirect(uri, input.isNative, `redirectUris.${index}`);
  for (const [index, uri] of input.postLogoutUris.entries()) checkRedirect(uri, input.isNative, `postLogoutUris.${index}`);
  for (const field of ['url', 'jwksUri', 'backchannelUri'] as const) if (input[field] !== null) checkAddress(input[field], field);
  if (input.redirectUris.length === 0 && !input.usesDevice) throw refuseApplication('people.application-no-way-in', {}, 'redirectUris');
  if ((input.authMethod === 'private_key_jwt') !== (input.jwksUri !== null))
    throw refuseApplication('people.application-keys-address', {}, 'jwksUri');
  if (input.authMethod === 'none' && !input.asksPkce) throw refuseApplication('people.application-challenge', {}, 'asksPkce');
  const hosts = new Set(input.redirectUris.map((uri) => new URL(uri).host));
  if (input.subject === 'pairwise' && hosts.size !== 1) throw refuseApplication('people.application-hosts', {}, 'subject');
  await checkOperatorsChoices(ctx, input);
  await checkGroups(ctx, input.groupIds);
}

/** Whether the body of the address sells its services here. */
export async function isOperator(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx.selectFrom('organisations.operator').select('body_id').where('body_id', '=', ctx.organisation).executeTakeFirst();
  return row !== undefined;
}

async function checkOperatorsChoices(ctx: Context<Tables>, input: ApplicationInput): Promise<void> {
  const chosen = input.isForTerritory ? 'isForTerritory' : input.isInternal ? 'isInternal' : input.asksPkce ? null : 'asksPkce';
  if (chosen && !(await isOperator(ctx))) throw refuseApplication('people.application-operator-only', {}, chosen);
}

async function checkGroups(ctx: Context<Tables>, groupIds: readonly string[]): Promise<void> {
  if (groupIds.length === 0) return;
  const known = await ctx.tx
    .selectFrom('people.person_group')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...groupIds])
    .execute();
  const missing = groupIds.findIndex((groupId) => !known.some(({ id }) => id === groupId));
  if (missing >= 0) throw refuseApplication('people.application-group-unknown', {}, `groupIds.${missing}`);
}
