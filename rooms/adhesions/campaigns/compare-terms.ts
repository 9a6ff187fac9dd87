// SPDX-License-Identifier: EUPL-1.2
/** What changes for a convention from one edition to another: amounts line by line with their reasoning, rights gained and lost. Pure. */
import type { CompiledEdition } from '#rooms/catalogue/api.ts';
import { yearlyTotal, type PricedLines } from '#rooms/quotes/api.ts';
import { rightsOf } from '#rooms/rights/api.ts';
import type { Terms } from '../successions/terms.ts';
import type { ComparedLine, ComparedRights, Explanation } from './said.ts';

type Priced = Terms['priced'];
type Line = Priced['lines'][number];

/** What comes back each year costs so much, all taxes included; null when a line is sur devis. What was paid once is not counted again. */
export function yearlyOf({ lines }: Priced, payerId: string): number | null {
  const lasting = lines.filter((line) => line.payer === payerId && isLasting(line));
  if (lasting.some(({ status }) => status === 'on-quote')) return null;
  return yearlyTotal(lasting as PricedLines);
}

/** The comparison of two prices of one convention, for the body that pays. */
export function compareTerms(
  payerId: string,
  before: { priced: Priced; edition: CompiledEdition },
  after: { priced: Priced; edition: CompiledEdition },
): Explanation {
  const once = after.priced.lines.filter((line) => line.payer === payerId && !isLasting(line) && line.amountCents !== 0);
  return {
    lines: compareLines(before.priced, after.priced, payerId),
    rights: compareRights(before, after, payerId),
    notes: [
      ...countNotes(before.priced, after.priced),
      ...once.map(({ label }) => `« ${label} » se paie une fois : elle n’est pas demandée de nouveau.`),
    ],
  };
}

/** What is due again and again, such as each year. */
function isLasting({ due }: Line): boolean {
  return due.everyYears !== null;
}

function compareLines(before: Priced, after: Priced, payerId: string): ComparedLine[] {
  const lasting = ({ lines }: Priced) => lines.filter((line) => line.payer === payerId && isLasting(line));
  const [old, next] = [lasting(before), lasting(after)];
  const keyOf = ({ offer, charge, beneficiaries }: Line): string => `${offer}/${charge}/${beneficiaries.length > 1 ? '' : (beneficiaries[0] ?? '')}`;
  const following = new Map(next.map((line) => [keyOf(line), line]));
  const former = new Set(old.map(keyOf));
  const pairs: [Line | undefined, Line | undefined][] = [
    ...old.map((line): [Line, Line | undefined] => [line, following.get(keyOf(line))]),
    ...next.filter((line) => !former.has(keyOf(line))).map((line): [undefined, Line] => [undefined, line]),
  ];
  return pairs.map(([one, two]) => {
    const line = two ?? one;
    return {
      label: line?.label ?? '',
      for: nameOf(two ? after : before, line?.beneficiaries[0] ?? payerId, line?.beneficiaries.length ?? 1),
      beforeCents: one?.amountCents ?? null,
      afterCents: two?.amountCents ?? null,
      isOnQuote: two?.status === 'on-quote',
      whyBefore: one?.why.map(({ says }) => says) ?? [],
      whyAfter: two
        ? [...two.why.map(({ says }) => says), ...two.flags.map(({ says }) => says)]
        : ['Cette prestation n’est plus dans cette édition.'],
    };
  });
}

function nameOf({ body, roster }: Priced, id: string, count: number): string {
  if (count > 1) return `${body.name} et ${count - 1} collectivités`;
  return id === body.id ? body.name : (roster.find((one) => one.id === id)?.name ?? '');
}

function countNotes(before: Priced, after: Priced): string[] {
  if (!before.counting || !after.counting) return [];
  const { counted: old } = before.counting;
  const { counted, leftOut, unknown } = after.counting;
  return [
    `${counted} collectivités comptées${old === counted ? '' : ` (${old} au devis d’origine)`}, ${leftOut} non comptées${unknown > 0 ? `, ${unknown} dont la population n’est pas connue` : ''}.`,
  ];
}

type Side = { priced: Priced; edition: CompiledEdition };

function compareRights(before: Side, after: Side, payerId: string): ComparedRights {
  const [old, next] = [broughtTo(before, payerId), broughtTo(after, payerId)];
  const [oldServices, nextServices] = [new Map(old.services.map((one) => [one.service, one.label])), new Map(next.services.map((one) => [one.service, one.label]))]; // prettier-ignore
  const oldAmounts = new Map(old.allowances.map((one) => [one.key, one]));
  return {
    gained: [...nextServices].filter(([service]) => !oldServices.has(service)).map(([, label]) => label),
    lost: [...oldServices].filter(([service]) => !nextServices.has(service)).map(([, label]) => label),
    changed: next.allowances.flatMap(({ key, label, unit, amount }) => {
      const former = oldAmounts.get(key);
      return former && former.amount !== amount ? [{ label, unit, before: inUnits(former.amount), after: inUnits(amount) }] : [];
    }),
  };
}

function broughtTo({ priced, edition }: Side, payerId: string): ReturnType<typeof rightsOf> {
  const brought = priced.included.filter(({ bodies }) => bodies.includes(payerId));
  try {
    return rightsOf(edition, brought);
  } catch {
    // A quota whose stratum nobody knows cannot be sized: its service still counts.
    return rightsOf(
      edition,
      brought.map(({ offer, services }) => ({ offer, services: services.map((one) => ({ ...one, quotas: [] })) })),
    );
  }
}

function inUnits(thousandths: number | null): number | null {
  return thousandths === null ? null : thousandths / 1000;
}
