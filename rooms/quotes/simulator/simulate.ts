// SPDX-License-Identifier: EUPL-1.2
import { editionNamed, editionOn, editionsOf, type Edition } from '#rooms/catalogue/api.ts';
import { pageOwner } from '#rooms/organisations/api.ts';
import type { Context } from '#platform/context.ts';
import { Redirect, WithReply } from '#platform/http/answers.ts';
import { bodiesOf } from '../bodies-of.ts';
import { refuse } from '../contract.ts';
import { byReference } from '../gather-facts.ts';
import { buildSimulation } from './build-simulation.ts';
import { referenceOf } from './simulation.ts';
import { simulationPage } from './simulation-page.ts';
import { isForm, readAddress, readForm, writeAddress, type Query } from './state.ts';

/** The page of a simulation. A form is answered by the short address of what it says, so that every state can be shared. */
export async function simulate<T>(
  ctx: Context<T>,
  { organisation: slug, body: reference, ...query }: { organisation: string; body: string } & Query,
) {
  const day = ctx.today();
  const bodies = await bodiesOf(ctx, day);
  const subject = byReference(bodies, reference);
  if (!subject) throw refuse('quote.body-not-found', { body: reference }, 'body');
  const operator = bodies.find(ctx.organisation);
  const path = `/o/${slug}/simulateur/${encodeURIComponent(reference)}`;
  if (isForm(query)) return new Redirect(`${writeAddress(path, readForm(query, bodies.roster(subject.id).map(referenceOf), subject))}#resultat`);
  const state = readAddress(query);
  const edition = await editionToShow(ctx, state.edition, day);
  const simulation = buildSimulation(
    { operator: { slug, name: operator?.name ?? edition.operator.label }, edition, day: day.toString(), subject, bodies },
    state,
  );
  const page = simulationPage(simulation, await pageOwner(ctx, `/o/${slug}/simulateur`));
  return simulation.faults.length > 0 ? new WithReply(page, (reply) => void reply.code(422)) : page;
}

/** The edition that the address names, else the one in force. Refuses a body that sells nothing. */
export async function editionToShow<T>(ctx: Context<T>, key: string, day: Temporal.PlainDate): Promise<Edition> {
  const record = key ? await editionNamed(ctx, ctx.organisation, key) : await editionOn(ctx, ctx.organisation, day);
  if (record) return record.edition;
  const [latest] = await editionsOf(ctx, ctx.organisation);
  const fallback = latest && (await editionNamed(ctx, ctx.organisation, latest.key));
  if (!fallback) throw refuse('quote.not-an-operator');
  return fallback.edition;
}
