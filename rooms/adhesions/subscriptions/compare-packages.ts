// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { contentOf, priceOffer, type CompiledEdition, type Subject } from '#rooms/catalogue/api.ts';
import { formatDecimal } from '../french-number.ts';
import { subjectHolding } from '../membership/included-in.ts';
import type { Tables } from '../tables.ts';
import { inOperatorOf } from './in-operator.ts';
import { subscriptionSettingsOf } from './settings.ts';
import { gatherSubscriber, type Subscriber } from './subscriber.ts';

/** The packages side by side for the body in the address, and what each service costs without any of them. */
export async function comparePackages(ctx: Context<Tables>) {
  try {
    return await inOperatorOf(
      ctx,
      async (inside, { operator, bodyId }) => {
        const settings = await subscriptionSettingsOf(inside);
        return compare(await gatherSubscriber(inside, operator, { bodyId, on: inside.today().toString(), settings }));
      },
      { readOnly: true },
    );
  } catch (error) {
    // The page says it in words.
    if (error instanceof Refusal && error.code.startsWith('adhesions.')) return { whyNot: error.message, packages: [], rows: [] };
    throw error;
  }
}

function compare({ edition, view, body }: Subscriber) {
  const keys = edition.source.offers.filter(({ kind }) => kind === 'package').map(({ key }) => key);
  const packages = keys.flatMap((key) => {
    const offer = edition.offers.get(key);
    if (!offer) return [];
    const subject = subjectHolding(edition, view, body, [key]);
    const [line] = priceAlone(edition, subject, key, {});
    return [{ offer: key, label: offer.source.label, yearlyCents: line?.amountCents ?? null, content: contentOf(edition, offer, subject) }];
  });
  const headings = new Map(edition.source.headings.map(({ key, label }) => [key, label]));
  const services = new Map(packages.flatMap(({ content }) => content.map((service) => [service.service, service] as const)));
  const bare = subjectHolding(edition, view, body, []);
  return {
    whyNot: null,
    packages: packages.map(({ offer, label, yearlyCents }) => ({ offer, label, yearlyCents })),
    rows: [...services.values()].map(({ service, label, heading }) => ({
      service,
      label,
      heading: headings.get(heading) ?? '',
      cells: packages.map(({ content }) => cellOf(content.find((one) => one.service === service))),
      alone: aloneSays(edition, bare, service),
    })),
  };
}

type Content = ReturnType<typeof contentOf>[number];

function cellOf(content: Content | undefined) {
  if (!content || content.terms === 'not-included') return { isIncluded: false, printed: 'Non' };
  if (content.terms === 'option') return { isIncluded: false, printed: 'En option' };
  const amounts = content.quotas.flatMap(({ amount, unit, per }) =>
    amount === null ? [] : [`${formatDecimal(amount)} ${unit}${per === 'year' ? ' par an' : ''}`],
  );
  return { isIncluded: true, printed: amounts.length > 0 ? amounts.join(', ') : 'Inclus' };
}

/** « 80,00 € par certificat et par an »: the printed price of one unit, for a body that holds no package. */
function aloneSays(edition: CompiledEdition, bare: Subject, service: string): string | null {
  const option = edition.source.offers.find(({ kind, services }) => kind !== 'package' && kind !== 'adhesion' && services.includes(service));
  if (!option) return null;
  const inputs = Object.fromEntries(option.inputs.filter(({ kind }) => kind !== 'choice').map(({ key }) => [key, 1]));
  const lines = priceAlone(edition, bare, option.key, inputs);
  const said = lines.map(({ amountCents, unitCents, unit, due }) => {
    if (amountCents === null) return 'Sur devis';
    const each = unit === 'an' ? '' : ` par ${unit}`;
    return `${formatEuros(unitCents ?? amountCents)}${each}${due.everyYears === 1 ? ' par an' : due.everyYears ? ` pour ${due.everyYears} ans` : ''}`;
  });
  return said.length > 0 ? [...new Set(said)].join(' ; ') : null;
}

function priceAlone(edition: CompiledEdition, subject: Subject, key: string, inputs: Record<string, number>) {
  const offer = edition.offers.get(key);
  if (!offer) return [];
  const choices = Object.fromEntries(
    offer.source.inputs.flatMap(({ key: name, kind, fallback, options }) =>
      kind === 'choice' ? [[name, String(fallback ?? options?.[0]?.key ?? '')]] : [],
    ),
  );
  return priceOffer(edition, { offer, subject, inputs, choices, counting: null, beneficiaries: [subject.body.id], epci: subject.body.id, years: 1 });
}
