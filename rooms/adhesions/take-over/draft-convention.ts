// SPDX-License-Identifier: EUPL-1.2
/** What a convention that was said brings under its edition: lines and their printed prices, rights, uses. Pure. */
import { totalsOf } from '#platform/money/vat.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { foldText } from '#platform/text/fold.ts';
import {
  contentOf,
  countRoster,
  populationOf,
  priceOffer,
  type CompiledEdition,
  type CompiledOffer,
  type Count,
  type PricedLine,
  type Subject,
} from '#rooms/catalogue/api.ts';
import type { BodyFacts, OperatorView } from '#rooms/organisations/api.ts';
import { rightsOfOffers, type OpenedAllowance, type OpenedService } from '#rooms/rights/api.ts';
import { figureOf } from '../membership/included-in.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import { rightsOfLines, withLines } from '../subscriptions/rights-of-lines.ts';
import { inputsOf } from './item-inputs.ts';
import { faultOf, type Said } from './said.ts';
import { usesOf, type ResolvedUse } from './uses.ts';
import { volumeAllowance } from './volume-allowance.ts';
import type { TakeOverColumn } from './columns.ts';

export type DraftLine = {
  offer: string;
  label: string;
  inputs: Record<string, unknown>;
  /** Offer, charge and body, as the lines of quotes are named. */
  quoteLine: string;
  amountCents: number | null;
  proof: Record<string, unknown>;
};

export type Draft = {
  scopes: string[];
  lines: DraftLine[];
  /** By the printed cells; null where the document prints none. */
  printedCents: number | null;
  services: readonly OpenedService[];
  allowances: readonly OpenedAllowance[];
  uses: ResolvedUse[];
  faults: { column: TakeOverColumn; says: string }[];
  warnings: string[];
};

type Around = { view: OperatorView; roster: readonly BodyFacts[]; today: Temporal.PlainDate };
type Item = { offer: CompiledOffer; quantity: number | null; choices: Readonly<Record<string, string>>; isPriced: boolean };

/** Drafts one convention. `roster` is who joined a cadre, its EPCI left out. */
export function draftConvention(edition: CompiledEdition, said: Said, { view, roster, today }: Around): Draft {
  const faults: Draft['faults'] = [];
  const warnings: string[] = [];
  const fault = (column: TakeOverColumn, text: string, says: string): void => void faults.push({ column, says: faultOf(column, text, says) });
  const body = view.find(said.beneficiaryId);
  if (!body) throw new Error('a body was resolved and is gone');
  const items = itemsOf(edition, said, fault);
  const figure = figureOf(edition);
  const subject: Subject = {
    body,
    population: populationOf(body, figure, (id) => view.find(id)),
    isMember: said.kind !== 'package',
    holds: items.map(({ offer }) => offer.source.key),
    held: {},
    matches: new Map(),
  };
  const counting = said.kind === 'cadre' ? countRoster(edition, roster, figure, (id) => view.find(id)) : null;
  if (counting) warnings.push(...saidOf(counting));
  const priced = items.flatMap((item) => (item.isPriced ? priceItem(edition, item, said, subject, counting, fault) : []));
  const printedCents = yearlyOf(priced);
  warnings.push(...warningsOf(said, printedCents, priced));
  const opening = openingOf(edition, items, priced, subject, said, fault);
  const uses = usesOf(said, opening.allowances, today, fault);
  return {
    scopes: scopesOf(said, items),
    lines: priced.map(({ line, inputs }) => draftLine(line, inputs, body.id)),
    printedCents,
    ...opening,
    uses,
    faults,
    warnings,
  };
}

type Fault = (column: TakeOverColumn, text: string, says: string) => void;
type Priced = { line: PricedLine; inputs: Record<string, unknown> };

function itemsOf(edition: CompiledEdition, said: Said, fault: Fault): Item[] {
  const adhesion = [...edition.offers.values()].find(({ source }) => source.kind === 'adhesion');
  const asked = said.items.flatMap(({ name, quantity, choices }) => {
    const folded = foldText(name);
    const named = [...edition.offers.values()].filter(({ source }) => foldText(source.key) === folded || foldText(source.label) === folded);
    const [offer] = named;
    if (!offer) fault('items', name, `l’édition ${edition.source.key} n’a pas cette offre`);
    return offer ? [{ offer, quantity, choices, isPriced: true }] : [];
  });
  for (const [at, { offer }] of asked.entries())
    if (asked.findIndex((one) => one.offer === offer) !== at) fault('items', offer.source.key, 'cette offre est déjà dans la convention');
  if (said.kind === 'package') {
    if (said.items.length === 0) fault('items', '', 'dites à quoi la collectivité a souscrit');
    if (asked.some(({ offer }) => offer === adhesion))
      fault('items', adhesion?.source.key ?? '', 'l’adhésion d’un territoire est une convention cadre');
    return asked;
  }
  if (!adhesion) {
    fault('edition', edition.source.key, 'cette édition ne vend pas d’adhésion');
    return asked;
  }
  // The EPCI pays for all: a body that joined has the services, and its convention carries no price of its own.
  const others = asked.filter(({ offer }) => offer !== adhesion);
  return [{ offer: adhesion, quantity: said.volumeGo, choices: {}, isPriced: said.kind === 'cadre' }, ...others];
}

function priceItem(edition: CompiledEdition, item: Item, said: Said, subject: Subject, counting: Count | null, fault: Fault): Priced[] {
  const { offer } = item;
  const isAdhesion = offer.source.kind === 'adhesion';
  if (isAdhesion && said.volumeGo === null) {
    fault('volume', '', 'donnez le volume de données que le territoire a souscrit');
    return [];
  }
  const inputs = inputsOf(offer.source, item, fault);
  if (!inputs) return [];
  const lines = priceOffer(edition, {
    offer,
    subject,
    inputs: inputs.numbers,
    choices: inputs.choices,
    counting,
    beneficiaries: [subject.body.id],
    epci: said.payerId,
    years: 1,
  });
  return lines.map((line) => ({
    line,
    inputs: {
      ...inputs.numbers,
      ...inputs.choices,
      quantity: line.quantity,
      ...(isAdhesion && said.volumeGo !== null && { volumeGo: said.volumeGo }),
    },
  }));
}

/** What is owed each year, VAT included; null when part of it has no printed price. */
function yearlyOf(priced: readonly Priced[]): number | null {
  const yearly = priced.filter(({ line }) => line.due.everyYears === 1 || line.status === 'on-quote');
  const known = yearly.flatMap(({ line }) =>
    line.amountCents === null ? [] : [{ netCents: line.amountCents, rateBasisPoints: line.treatment === 'taxed' ? line.vatBps : 0 }],
  );
  return known.length < yearly.length ? null : totalsOf(known).grossCents;
}

function warningsOf({ kind, amountCents }: Said, printedCents: number | null, priced: readonly Priced[]): string[] {
  const warnings = priced.flatMap(({ line }) => (line.status === 'to-confirm' ? line.flags.map(({ says }) => says) : []));
  if (kind === 'tripartite' && priced.length === 0 && amountCents === null) return warnings;
  if (printedCents === null) {
    const because = priced.find(({ line }) => line.status === 'on-quote')?.line.why.at(-1)?.says ?? '';
    const kept = amountCents === null ? 'aucun montant n’est repris' : `le montant du document, ${formatEuros(amountCents)}, est repris`;
    return [...warnings, `Sur devis, aucun prix imprimé\u00a0: ${kept}. ${because}`.trim()];
  }
  if (amountCents === null || amountCents === printedCents) return warnings;
  const difference = amountCents - printedCents;
  return [
    ...warnings,
    `Montant du document ${formatEuros(amountCents)}, prix imprimé ${formatEuros(printedCents)} : le prix imprimé l’emporte, le montant signé est gardé en preuve (écart ${difference > 0 ? '+' : '−'}${formatEuros(Math.abs(difference))}).`,
  ];
}

function openingOf(edition: CompiledEdition, items: readonly Item[], priced: readonly Priced[], subject: Subject, said: Said, fault: Fault) {
  const brought = items.filter(({ offer: { source } }) => source.kind === 'adhesion' || source.content.length > 0);
  const unknown = brought.find(({ offer }) => contentOf(edition, offer, subject).some(({ quotas }) => quotas.some(({ amount }) => amount === null)));
  if (unknown) {
    fault('body', subject.body.name, 'sa strate n’est pas connue : complétez sa population ou ses agents dans sa fiche');
    return { services: [], allowances: [] };
  }
  const included = rightsOfOffers(
    edition,
    brought.map(({ offer }) => offer.source.key),
    subject,
  );
  const bought = priced.map(({ line }) => ({ offer: line.offer, quoteLine: quoteLineOf(line, subject.body.id), quantity: line.quantity }));
  const { services, allowances } = withLines(included, rightsOfLines(edition, bought));
  const pooled = said.kind === 'cadre' && said.volumeGo !== null ? volumeAllowance(edition, said.volumeGo, services) : [];
  return { services, allowances: [...allowances, ...pooled] };
}

function scopesOf({ kind }: Said, items: readonly Item[]): string[] {
  if (kind !== 'package') return [MUTUALISED];
  const packages = items.filter(({ offer }) => offer.source.kind === 'package');
  return (packages.length > 0 ? packages : items).map(({ offer }) => offer.source.key);
}

function saidOf({ counted, leftOut, unknown, bodies }: Count): string[] {
  const notes = bodies.filter(({ isCounted }) => isCounted !== true).map(({ name, why }) => `${name}\u00a0: ${why}`);
  const summary = `${counted} comptée(s)${leftOut > 0 ? `, ${leftOut} non comptée(s)` : ''}${unknown > 0 ? `, ${unknown} sans population connue` : ''}.`;
  return leftOut + unknown > 0 ? [summary, ...notes] : [];
}

function draftLine(line: PricedLine, inputs: Record<string, unknown>, bodyId: string): DraftLine {
  const { offer, label, amountCents, status, why, due, treatment, vatBps } = line;
  return { offer, label, inputs, quoteLine: quoteLineOf(line, bodyId), amountCents, proof: { status, why, due, treatment, vatBps } };
}

function quoteLineOf({ offer, charge }: PricedLine, bodyId: string): string {
  return `${offer}/${charge}/${bodyId}`;
}
