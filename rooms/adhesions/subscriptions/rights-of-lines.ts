// SPDX-License-Identifier: EUPL-1.2
/** What the options of a convention bring: their services, and as much as was bought. Pure. */
import type { CompiledEdition } from '#rooms/catalogue/api.ts';
import type { OpenedAllowance, OpenedService } from '#rooms/rights/api.ts';

/** `quoteLine` names offer, charge and body: `certificat-electronique/certificat/<id>`. */
export type SubscribedLine = { offer: string; quoteLine: string | null; quantity: number };

/** Services and allowances of subscribed lines. Adhesions and packages say themselves what they bring: their lines are left aside. */
export function rightsOfLines(edition: CompiledEdition, lines: readonly SubscribedLine[]) {
  const services = new Map<string, OpenedService>();
  const allowances = new Map<string, OpenedAllowance>();
  for (const line of lines) {
    const offer = edition.offers.get(line.offer)?.source;
    if (!offer || offer.kind === 'adhesion' || offer.kind === 'package') continue;
    const source = { edition: edition.source.key, offer: offer.key };
    for (const key of offer.services) {
      const label = edition.source.services.find((service) => service.key === key)?.label ?? offer.label;
      services.set(key, services.get(key) ?? { service: key, label, source });
    }
    const bought = boughtBy(edition, line, source);
    if (!bought) continue;
    const known = allowances.get(bought.key);
    allowances.set(bought.key, known ? { ...known, amount: (known.amount ?? 0) + (bought.amount ?? 0) } : bought);
  }
  return { services: [...services.values()], allowances: [...allowances.values()] };
}

/** What a line counts, once: what exceeds a quota joins that quota; a flat yearly price opens the service alone. */
function boughtBy(
  edition: CompiledEdition,
  { offer: key, quoteLine, quantity }: SubscribedLine,
  source: Record<string, unknown>,
): OpenedAllowance | null {
  const offer = edition.offers.get(key)?.source;
  const chargeKey = quoteLine?.split('/')[1];
  const charge = offer?.variants.flatMap(({ charges }) => charges).find((one) => one.key === chargeKey);
  const [service] = offer?.services ?? [];
  if (!offer || !charge || !service || quantity <= 0) return null;
  const amount = Math.round(quantity * 1_000);
  const quota = charge.quantity.lessQuota ? edition.quotas.get(charge.quantity.lessQuota) : undefined;
  const isOnce = charge.due.everyYears === null;
  const shared = { amount, isHard: true, source: { ...source, charge: charge.key } } as const;
  if (quota) {
    const kind = quota.per === 'year' ? 'count' : 'level';
    return {
      ...shared,
      service: quota.service,
      key: quota.key,
      label: quota.label,
      unit: quota.unit,
      kind,
      per: quota.per === 'year' ? 'civil-year' : 'term',
    };
  }
  if (charge.quantity.inputs === undefined) return null;
  return {
    ...shared,
    service,
    key: `${offer.key}--${charge.key}`,
    label: charge.label,
    unit: charge.unit,
    kind: isOnce ? 'count' : 'level',
    per: 'term',
  };
}

type Rights = { services: OpenedService[]; allowances: OpenedAllowance[] };

/** What options bring joins what is included: a service once, a quota as much as both give. */
export function withLines({ services, allowances }: Rights, bought: Rights): Rights {
  const more = new Map(bought.allowances.map((allowance) => [allowance.key, allowance]));
  const joined = allowances.map((one) => {
    const extra = more.get(one.key);
    more.delete(one.key);
    return extra && one.amount !== null ? { ...one, amount: one.amount + (extra.amount ?? 0) } : one;
  });
  const known = new Set(services.map(({ service }) => service));
  return { services: [...services, ...bought.services.filter(({ service }) => !known.has(service))], allowances: [...joined, ...more.values()] };
}
