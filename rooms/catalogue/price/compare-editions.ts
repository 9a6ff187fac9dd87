// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';
import { listPrices, type ListedPrice } from './list-prices.ts';

type Service = Edition['services'][number];

export type PriceChange = {
  readonly before: ListedPrice;
  readonly after: ListedPrice;
  /** Null when one side is sur devis. */
  readonly differenceCents: number | null;
  /** Ten-thousandths of the former price; null without two amounts or from zero. */
  readonly changeBps: number | null;
};

export type EditionComparison = {
  readonly services: {
    readonly added: readonly Service[];
    readonly removed: readonly Service[];
    readonly moved: readonly { readonly before: Service; readonly after: Service }[];
  };
  readonly prices: {
    readonly added: readonly ListedPrice[];
    readonly removed: readonly ListedPrice[];
    readonly changed: readonly PriceChange[];
    readonly same: number;
  };
  readonly quotas: readonly {
    readonly quota: string;
    readonly label: string;
    readonly where: string;
    readonly before: number | null;
    readonly after: number | null;
  }[];
  /** Sentences for the rules that changed: counting, tax, content of packages. */
  readonly rules: readonly string[];
};

/** What changes from one edition to another: services, prices, quotas and rules. Things are the same when their keys are. */
export function compareEditions(before: Edition, after: Edition): EditionComparison {
  return {
    services: compareServices(before, after),
    prices: comparePrices(before, after),
    quotas: compareQuotas(before, after),
    rules: compareRules(before, after),
  };
}

function compareServices(before: Edition, after: Edition): EditionComparison['services'] {
  const old = new Map(before.services.map((service) => [service.key, service]));
  const kept = after.services.flatMap((service) => {
    const former = old.get(service.key);
    return former ? [{ before: former, after: service }] : [];
  });
  return {
    added: after.services.filter((service) => !old.has(service.key)),
    removed: before.services.filter((service) => !after.services.some((one) => one.key === service.key)),
    moved: kept.filter((pair) => pair.before.status !== pair.after.status || pair.before.label !== pair.after.label),
  };
}

function comparePrices(before: Edition, after: Edition): EditionComparison['prices'] {
  const old = new Map(listPrices(before).map((price) => [price.key, price]));
  const now = listPrices(after);
  const present = new Set(now.map((price) => price.key));
  const changed: PriceChange[] = [];
  let same = 0;
  for (const price of now) {
    const former = old.get(price.key);
    if (!former) continue;
    if (former.cents === price.cents && former.rateBps === price.rateBps) same += 1;
    else changed.push(changeOf(former, price));
  }
  return { added: now.filter((price) => !old.has(price.key)), removed: [...old.values()].filter((price) => !present.has(price.key)), changed, same };
}

function changeOf(before: ListedPrice, after: ListedPrice): PriceChange {
  if (before.cents === null || after.cents === null) return { before, after, differenceCents: null, changeBps: null };
  const differenceCents = after.cents - before.cents;
  return { before, after, differenceCents, changeBps: before.cents === 0 ? null : Math.round((differenceCents * 10_000) / before.cents) };
}

function compareQuotas(before: Edition, after: Edition): EditionComparison['quotas'] {
  const old = quotaValues(before);
  const now = quotaValues(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const one = now.get(key) ?? old.get(key);
    const pair = { before: old.get(key)?.value ?? null, after: now.get(key)?.value ?? null };
    return one && pair.before !== pair.after ? [{ quota: one.quota, label: one.label, where: one.where, ...pair }] : [];
  });
}

function quotaValues(edition: Edition): Map<string, { quota: string; label: string; where: string; value: number }> {
  const rows = edition.quotas.flatMap(({ key, label, amount }) => {
    if (amount.kind === 'flat') return [{ quota: key, label, where: '', value: amount.value }];
    const strata = edition.schemes.find((scheme) => scheme.key === amount.scheme)?.strata ?? [];
    return amount.values.map((entry) => ({
      quota: key,
      label,
      where: strata.find((one) => one.key === entry.stratum)?.label ?? entry.stratum,
      value: entry.value,
    }));
  });
  return new Map(rows.map((row) => [`${row.quota}|${row.where}`, row]));
}

function compareRules(before: Edition, after: Edition): string[] {
  const rules: string[] = [];
  if (before.counting?.says !== after.counting?.says)
    rules.push(`Règle de décompte : « ${before.counting?.says ?? 'aucune'} » devient « ${after.counting?.says ?? 'aucune'} ».`);
  for (const regime of after.taxRegimes) {
    const former = before.taxRegimes.find((one) => one.key === regime.key);
    if (former && (former.treatment !== regime.treatment || former.vatBps !== regime.vatBps))
      rules.push(`Régime « ${regime.label} » : ${former.mention} devient ${regime.mention}`);
  }
  for (const offer of after.offers) rules.push(...contentChanges(before, after, offer));
  return rules;
}

function contentChanges(before: Edition, after: Edition, offer: Edition['offers'][number]): string[] {
  const former = before.offers.find((one) => one.key === offer.key);
  if (!former || former.content.length === 0) return [];
  const changes: string[] = [];
  for (const line of offer.content) {
    const old = former.content.find((one) => one.service === line.service);
    const name = after.services.find((service) => service.key === line.service)?.label ?? line.service;
    if (!old) changes.push(`${offer.label} : « ${name} » s’ajoute (${line.printed}).`);
    else if (old.terms !== line.terms || old.printed !== line.printed)
      changes.push(`${offer.label} : « ${name} », de « ${old.printed} » à « ${line.printed} ».`);
  }
  for (const line of former.content)
    if (!offer.content.some((one) => one.service === line.service))
      changes.push(`${offer.label} : « ${before.services.find((service) => service.key === line.service)?.label ?? line.service} » disparaît.`);
  return changes;
}
