// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { figureLabels, populationOf, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { kindLabels, type BodyFacts, type Operator } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import { formatDecimal } from '../french-number.ts';
import { figureOf } from '../membership/included-in.ts';
import type { Tables } from '../tables.ts';
import { inOperatorOf } from './in-operator.ts';
import { subscriptionSettingsOf } from './settings.ts';
import { gatherSubscriber, heldBy, type Subscriber } from './subscriber.ts';
import { subscriptionRequest } from './subscription-request.ts';
import { underWayFor } from './under-way.ts';
import { whyNotSubscribe } from './who-may-subscribe.ts';

/** What the body may subscribe by itself today, each package at its own price; why not, when it may not. */
export async function readSubscription(ctx: Context<Tables>) {
  try {
    return await inOperatorOf(ctx, offered, { readOnly: true });
  } catch (error) {
    // The page says it in words; the act itself is refused.
    if (error instanceof Refusal && error.code.startsWith('adhesions.')) return nothing(null, error.message);
    throw error;
  }
}

async function offered(ctx: Context<Tables>, { operator, bodyId }: { operator: Operator; bodyId: string }) {
  const settings = await subscriptionSettingsOf(ctx);
  const subscriber = await gatherSubscriber(ctx, operator, { bodyId, on: ctx.today().toString(), settings });
  const { edition, body, units, others, convention } = subscriber;
  const offers = edition.source.offers;
  const packages = [];
  for (const { key, label, note, content } of offers.filter(({ kind }) => kind === 'package')) {
    const held = convention?.scopes.find(({ scope, beneficiaryId }) => scope === key && beneficiaryId === body.id);
    packages.push({
      offer: key,
      label,
      note: note ?? null,
      services: content.filter(({ terms }) => terms === 'included' || terms === 'quota').length,
      ...(await priceOf(ctx, subscriber, key, body)),
      held: held && convention ? { number: convention.number, until: convention.endsOn } : null,
    });
  }
  return {
    ...nothing({ id: operator.id, name: operator.name }, whyNotSubscribe({ body, operator: operator.name, settings })),
    edition: { key: edition.source.key, label: edition.source.label },
    facts: factsOf(edition, subscriber),
    packages,
    options: optionsOf(edition),
    units: await unitsOffered(ctx, subscriber, packages.map(({ offer }) => offer), units), // prettier-ignore
    others: others.map(({ id, name, kind, slug }) => ({ id, name, kindLabel: kindLabels[kind], slug })),
    convention: convention && { id: convention.id, number: convention.number, endsOn: convention.endsOn },
    underWay: await underWayFor(ctx, bodyId),
    termYears: settings.termYears,
  };
}

function nothing(operator: { id: string; name: string } | null, whyNot: string | null) {
  return {
    operator,
    whyNot,
    edition: null as { key: string; label: string } | null,
    facts: [] as string[],
    packages: [] as never[],
    options: [] as never[],
    units: [] as never[],
    others: [] as never[],
    convention: null,
    underWay: null,
    termYears: null,
  };
}

async function priceOf(ctx: Context<Tables>, { edition, body, units }: Subscriber, offer: string, whose: BodyFacts) {
  const choices = [{ offer, ...(whose !== body && { unitId: whose.id }), inputs: {} }];
  const { priced } = await calculate(ctx, subscriptionRequest({ body, units, under: { edition: edition.source.key }, choices, held: new Map() }));
  const [line] = priced.lines;
  return {
    yearlyCents: line?.amountCents ?? null,
    isToConfirm: line?.status === 'to-confirm',
    why: (line?.why ?? []).map(({ says, citation }) => ({
      says,
      citation: citation
        ? `${citation.document}, ligne ${citation.line} : « ${citation.label} »${citation.figure ? ` ${citation.figure}` : ''}`
        : null,
    })),
  };
}

async function unitsOffered(ctx: Context<Tables>, subscriber: Subscriber, offers: readonly string[], units: readonly BodyFacts[]) {
  const held = heldBy(subscriber);
  const shown = [];
  for (const unit of units) {
    const packages = [];
    for (const offer of offers.filter((key) => !held.get(unit.id)?.includes(key))) {
      const { yearlyCents, why } = await priceOf(ctx, subscriber, offer, unit);
      packages.push({ offer, yearlyCents, says: why.at(-1)?.says ?? '' });
    }
    shown.push({ id: unit.id, name: unit.name, agents: unit.agents ?? null, packages });
  }
  return shown;
}

/** Options that can be priced alone: one that is always sur devis is asked of the operator. */
function optionsOf(edition: CompiledEdition) {
  return edition.source.offers
    .filter(({ kind, variants }) => kind === 'option' && !variants.every(({ charges }) => charges.every(({ price }) => price.kind === 'on-quote')))
    .map(({ key, label, note, inputs }) => ({
      offer: key,
      label,
      note: note ?? null,
      inputs: inputs.map((input) => ({
        key: input.key,
        label: input.label,
        kind: input.kind,
        unit: input.unit ?? null,
        indivisible: input.indivisible,
        options: input.options ?? [],
        fallback: input.fallback ?? null,
      })),
    }));
}

function affiliationOf({ affiliated }: BodyFacts): string {
  if (affiliated === undefined) return 'Affiliation au centre de gestion non renseignée : tenue pour affiliée';
  return affiliated ? 'Affiliée au centre de gestion' : 'Non affiliée au centre de gestion';
}

/** What the operator knows of the body, and on which its stratum depends. */
function factsOf(edition: CompiledEdition, { body, view }: Subscriber): string[] {
  const population = populationOf(body, figureOf(edition), view.find);
  return [
    ...(population ? [`${formatDecimal(population.value)} habitants (${figureLabels[population.figure]} ${population.vintage})`] : []),
    body.agents === undefined ? 'Nombre d’agents inconnu' : `${formatDecimal(body.agents)} agent${body.agents > 1 ? 's' : ''}`,
    affiliationOf(body),
    body.hosted ? 'Hébergée sur la base d’une autre collectivité' : 'Non hébergée',
  ];
}
