// SPDX-License-Identifier: EUPL-1.2
import type { Edition, PriceRule } from '../edition-schema.ts';

/** Sentences for what an edition names and does not have: keys, strata, grid sizes, documents, readings. Empty when all holds together. */
export function brokenReferences(edition: Edition): string[] {
  return [...twiceNamed(edition), ...missingKeys(edition), ...strataFaults(edition), ...documentFaults(edition)];
}

function twiceNamed(edition: Edition): string[] {
  const lists = { offers: edition.offers, services: edition.services, schemes: edition.schemes, quotas: edition.quotas, headings: edition.headings };
  return Object.entries(lists).flatMap(([name, list]) => {
    const keys = list.map((entry) => entry.key);
    return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${name} : la clé « ${key} » est donnée deux fois.`);
  });
}

function missingKeys(edition: Edition): string[] {
  const faults: string[] = [];
  const known = {
    heading: new Set(edition.headings.map((entry) => entry.key)),
    service: new Set(edition.services.map((entry) => entry.key)),
    offer: new Set(edition.offers.map((entry) => entry.key)),
    quota: new Set(edition.quotas.map((entry) => entry.key)),
    scheme: new Set(edition.schemes.map((entry) => entry.key)),
    charge: new Set(
      edition.offers.flatMap(({ key, variants }) => variants.flatMap(({ charges }) => charges.map((charge) => `${key} ${charge.key}`))),
    ),
    regime: new Set(edition.taxRegimes.map((entry) => entry.key)),
  };
  const need = (what: keyof typeof known, key: string | undefined, from: string) => {
    if (key !== undefined && !known[what].has(key)) faults.push(`${from} : « ${key} » (${what}) n’existe pas dans l’édition.`);
  };
  for (const heading of edition.headings) need('heading', heading.parent, `Rubrique ${heading.key}`);
  for (const service of edition.services) need('heading', service.heading, `Service ${service.key}`);
  for (const quota of edition.quotas) {
    need('service', quota.service, `Quota ${quota.key}`);
    need('charge', chargeOf(quota.beyond), `Quota ${quota.key}`);
    for (const offer of quota.through) need('offer', offer, `Quota ${quota.key}`);
    if (quota.amount.kind === 'per-stratum') need('scheme', quota.amount.scheme, `Quota ${quota.key}`);
  }
  for (const subsidy of edition.subsidies) for (const offer of subsidy.offers) need('offer', offer, `Subvention ${subsidy.key}`);
  if (edition.comparison) for (const line of edition.comparison.basket) need('offer', line.offer, 'Comparaison');
  for (const offer of edition.offers) {
    const from = `Offre ${offer.key}`;
    for (const service of offer.services) need('service', service, from);
    for (const ceiling of offer.ceilings) need('scheme', ceiling.scheme, from);
    for (const line of offer.content) {
      need('service', line.service, from);
      need('quota', line.quota, from);
      for (const limit of line.limits) need('charge', chargeOf(limit.beyond), from);
    }
    for (const variant of offer.variants) {
      need('regime', variant.regime, from);
      for (const charge of variant.charges) {
        need('quota', charge.quantity.lessQuota, from);
        if (charge.price.kind === 'per-stratum') need('scheme', charge.price.scheme, from);
        for (const input of inputsOf(charge.quantity.inputs, charge.price))
          if (input !== 'counted' && !offer.inputs.some((declared) => declared.key === input))
            faults.push(`${from} : la donnée « ${input} » n’est pas déclarée.`);
      }
    }
  }
  return faults;
}

function inputsOf(quantity: readonly string[] | undefined, price: PriceRule): string[] {
  const priced = price.kind === 'grid' ? [price.rows.input] : price.kind === 'steps' || price.kind === 'percentage' ? [price.input] : [];
  return [...(quantity ?? []), ...priced];
}

function strataFaults(edition: Edition): string[] {
  const faults: string[] = [];
  const complete = (scheme: string, strata: readonly { stratum: string }[], from: string) => {
    const expected = edition.schemes.find((entry) => entry.key === scheme)?.strata.map((entry) => entry.key) ?? [];
    const given = strata.map((entry) => entry.stratum);
    if (expected.length !== given.length || expected.some((key) => !given.includes(key)))
      faults.push(`${from} : les strates ne sont pas celles du barème « ${scheme} ».`);
  };
  for (const quota of edition.quotas)
    if (quota.amount.kind === 'per-stratum') complete(quota.amount.scheme, quota.amount.values, `Quota ${quota.key}`);
  for (const offer of edition.offers) {
    for (const ceiling of offer.ceilings) complete(ceiling.scheme, ceiling.most, `Offre ${offer.key}`);
    for (const { price } of offer.variants.flatMap((variant) => variant.charges)) {
      if (price.kind === 'per-stratum') complete(price.scheme, price.prices, `Offre ${offer.key}`);
      if (price.kind === 'grid' && !isFull(price)) faults.push(`Offre ${offer.key} : la grille n’a pas une valeur par case.`);
    }
  }
  return faults;
}

function isFull(grid: Extract<PriceRule, { kind: 'grid' }>): boolean {
  const width = grid.columns.steps.length;
  return grid.cells.length === grid.rows.steps.length && grid.cells.every((row) => row.cents.length === width && row.figures.length === width);
}

function documentFaults(edition: Edition): string[] {
  const documents = new Set(edition.documents.map((entry) => entry.key));
  const explained = new Set(edition.readings.map((entry) => entry.id));
  const faults = new Set<string>();
  walk(edition, (name, value) => {
    if (name === 'document' && typeof value === 'string' && !documents.has(value))
      faults.add(`Le document ${value} n’est pas dans la liste de l’édition.`);
    if ((name === 'reading' || name === 'readings') && typeof value === 'string' && !explained.has(value))
      faults.add(`La lecture ${value} n’est pas expliquée.`);
  });
  return [...faults];
}

function walk(value: unknown, visit: (name: string, value: unknown) => void, name = ''): void {
  if (Array.isArray(value)) for (const entry of value) walk(entry, visit, name);
  else if (value !== null && typeof value === 'object') for (const [inner, entry] of Object.entries(value)) walk(entry, visit, inner);
  else visit(name, value);
}

function chargeOf(beyond: { offer: string; charge: string } | undefined): string | undefined {
  return beyond && `${beyond.offer} ${beyond.charge}`;
}
