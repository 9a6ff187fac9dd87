// SPDX-License-Identifier: EUPL-1.2
import {
  compileCondition,
  count,
  euros,
  judge,
  percent,
  shareHalfUp,
  type Edition,
  type PricedLine,
  type Step,
  type Subject,
} from '#rooms/catalogue/api.ts';
import type { SubsidyEstimate } from './priced-quote.ts';

type Subsidy = Edition['subsidies'][number];

/** What each body might be granted on its lines of this quote: an estimate, shown beside and never deducted. */
export function estimateSubsidies(edition: Edition, lines: readonly PricedLine[], subjectOf: (id: string) => Subject): SubsidyEstimate[] {
  if (edition.subsidies.length === 0) return [];
  return edition.subsidies.flatMap((subsidy) => {
    const eligible = lines.filter((line) => subsidy.offers.includes(line.offer) && line.amountCents !== null);
    const bodies = [...new Set(eligible.flatMap((line) => line.beneficiaries))];
    return bodies.map((body) => estimate(subsidy, eligible.filter((line) => line.beneficiaries.includes(body)), subjectOf(body))); // prettier-ignore
  });
}

function estimate(subsidy: Subsidy, lines: readonly PricedLine[], subject: Subject): SubsidyEstimate {
  const baseCents = lines.reduce((sum, line) => sum + (line.amountCents ?? 0), 0);
  const full = shareHalfUp(baseCents, subsidy.rateBps, 10_000);
  const verdict = subsidy.cap ? judge(compileCondition(subsidy.cap.when), subject, {}) : false;
  const cap = subsidy.cap && verdict === true ? subsidy.cap : undefined;
  const isCapped = cap !== undefined && full > cap.cents;
  const estimateCents = isCapped ? cap.cents : full;
  const why: Step[] = [
    {
      says: `${percent(subsidy.rateBps)} de ${euros(baseCents)} HT = ${euros(full)}. ${subsidy.says}`,
      citation: subsidy.citations[0],
      reading: subsidy.readings[0],
    },
  ];
  if (cap)
    why.push({
      says: `Plafond de ${euros(cap.cents)} : ${subject.body.name} compte ${count(subject.population?.value ?? 0)} habitants.`,
      citation: cap.citation,
      reading: subsidy.readings[0],
    });
  const flags =
    typeof verdict === 'string'
      ? [{ code: 'cap-unknown', says: `La population de ${subject.body.name} n’est pas connue : le plafond reste à vérifier.` }]
      : [];
  return {
    key: subsidy.key,
    label: subsidy.label,
    body: subject.body.id,
    baseCents,
    rateBps: subsidy.rateBps,
    estimateCents,
    isCapped,
    netCents: baseCents - estimateCents,
    why,
    flags,
  };
}
