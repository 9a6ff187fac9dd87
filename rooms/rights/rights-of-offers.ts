// SPDX-License-Identifier: EUPL-1.2
/** What the offers of an edition open for a body: services and allowances, each with the line that prints it. Pure. */
import { contentOf, type Citation, type CompiledEdition, type CompiledOffer, type IncludedService } from '#rooms/catalogue/api.ts';
import type { OpenedAllowance, OpenedService } from './open-rights.ts';

type Subject = Parameters<typeof contentOf>[2];
type Quota = IncludedService['quotas'][number];
type Limit = IncludedService['limits'][number];
type Charge = CompiledOffer['source']['variants'][number]['charges'][number];

/** What an offer brings to a body, as the catalogue says it or as a quote kept it. */
export type Brought = { offer: string; services: readonly IncludedService[] };

/** Services and allowances of the offers that a body of these strata takes. */
export function rightsOfOffers(edition: CompiledEdition, offers: readonly string[], subject: Subject) {
  return rightsOf(
    edition,
    offers.map((key) => {
      const offer = edition.offers.get(key);
      if (!offer) throw new Error(`edition ${edition.source.key} has no offer ${key}`);
      return { offer: key, services: contentOf(edition, offer, subject) };
    }),
  );
}

/**
 * Services and allowances of what is brought. Offers that bring the same service bring it once; of two quotas of one name the larger counts,
 * as the tariffs have it. A quota whose stratum is unknown throws: nobody opens what nobody can size.
 */
export function rightsOf(edition: CompiledEdition, brought: readonly Brought[]) {
  const services = new Map<string, OpenedService>();
  const allowances = new Map<string, OpenedAllowance>();
  for (const { offer, services: those } of brought) {
    for (const included of those) {
      if (included.terms === 'not-included' || included.terms === 'option') continue;
      const from = { edition: edition.source.key, offer };
      services.set(
        included.service,
        services.get(included.service) ?? { service: included.service, label: included.label, source: { ...from, citations: included.citations } },
      );
      for (const allowance of allowancesOf(edition, included, from)) {
        const known = allowances.get(allowance.key);
        if (!known || (known.amount ?? Infinity) < (allowance.amount ?? Infinity)) allowances.set(allowance.key, allowance);
      }
    }
  }
  return { services: [...services.values()], allowances: [...allowances.values()] };
}

type From = { edition: string; offer: string };

function allowancesOf(edition: CompiledEdition, included: IncludedService, from: From): OpenedAllowance[] {
  const { service, label, quotas, limits } = included;
  const ofQuotas = quotas.map((quota) => ofQuota(edition, service, quota, from));
  // A limit by year or on what is valid at once says in words what a quota already counts.
  const isCounted = (limit: Limit): boolean => quotas.length > 0 && (limit.per === 'year' || limit.per === 'valid-at-once');
  const told = limits.filter((limit) => !isCounted(limit) && !(limit.per === 'first-commissioning' && quotas.length > 0));
  return [...ofQuotas, ...told.map((limit) => ofLimit(edition, service, label, limit, from))];
}

function ofQuota(edition: CompiledEdition, service: string, quota: Quota, from: From): OpenedAllowance {
  if (quota.amount === null) throw new Error(`quota ${quota.key}: the stratum of the body is not known`);
  const source = edition.quotas.get(quota.key);
  const overage = overageOf(edition, source?.beyond, chargeLess(edition, quota.key));
  const isTime = TIME_UNITS.has(quota.unit);
  return {
    service,
    key: quota.key,
    label: quota.label,
    unit: quota.unit,
    kind: quota.per === 'year' || isTime ? 'count' : 'level',
    per: quota.per === 'year' ? 'civil-year' : 'term',
    amount: thousandths(quota.amount),
    // Without a price for what goes beyond, the tariff lets nothing go beyond.
    isHard: !overage,
    ...(overage && { overage }),
    source: { ...from, citation: quota.citation, stratum: quota.stratum, readings: quota.readings },
  };
}

function ofLimit(edition: CompiledEdition, service: string, label: string, limit: Limit, from: From): OpenedAllowance {
  const overage = overageOf(edition, limit.beyond, null);
  const isRolling = limit.per === 'three-years';
  return {
    service,
    key: `${service}--${limit.per}`,
    label,
    unit: limit.unit,
    kind: limit.per === 'valid-at-once' ? 'level' : 'count',
    per: isRolling ? 'rolling' : limit.per === 'session' ? 'session' : limit.per === 'year' ? 'civil-year' : 'term',
    ...(isRolling && { rollingYears: 3 }),
    amount: thousandths(limit.most),
    isHard: !overage,
    ...(overage && { overage }),
    source: { ...from, says: limit.says, citation: limit.citation, readings: limit.readings },
  };
}

const TIME_UNITS: ReadonlySet<string> = new Set(['journée', 'demi-journée']);

type Priced = { charge: Charge; offer: string; units: number };

function overageOf(edition: CompiledEdition, beyond: { offer: string; charge: string; units: number } | undefined, less: Priced | null) {
  const priced = beyond ? chargeNamed(edition, beyond) : less;
  if (!priced || priced.charge.price.kind !== 'fixed') return null;
  const { charge, offer, units } = priced;
  const { price, quantity } = charge;
  if (price.kind !== 'fixed') return null;
  // A block of the charge, in units of the allowance: half a day at 400 € a day is one half-day at 200 €.
  const size = quantity.block?.size ?? 1;
  const cents = quantity.block?.priced === 'block' ? price.cents : price.cents * size;
  if (!Number.isInteger(cents)) throw new Error(`${offer} ${charge.key}: a block costs a fraction of a cent`);
  const [citation] = price.citations;
  return { block: thousandths(size / units), cents, source: { offer, charge: charge.key, citation: citation as Citation | undefined } };
}

function chargeNamed(edition: CompiledEdition, { offer, charge, units }: { offer: string; charge: string; units: number }): Priced | null {
  const found = edition.offers
    .get(offer)
    ?.source.variants.flatMap(({ charges }) => charges)
    .find(({ key }) => key === charge);
  return found ? { charge: found, offer, units } : null;
}

/** The charge that bills what exceeds this quota. */
function chargeLess(edition: CompiledEdition, quota: string): Priced | null {
  for (const [offer, { source }] of edition.offers) {
    const charge = source.variants.flatMap(({ charges }) => charges).find(({ quantity }) => quantity.lessQuota === quota);
    if (charge) return { charge, offer, units: 1 };
  }
  return null;
}

function thousandths(units: number): number {
  return Math.round(units * 1000);
}
