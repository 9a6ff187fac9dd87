// SPDX-License-Identifier: EUPL-1.2
/** What a body subscribes by itself, and what joins or leaves its convention under way. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import type { PricedQuote } from '#rooms/quotes/contract.ts';

const own = defineRefusals({
  'adhesions.person-needed': { status: 403, says: 'Souscrire engage la collectivité : une personne doit le faire, pas un jeton d’API.' },
  'adhesions.no-operator': { status: 409, says: 'Aucun opérateur ne sert cette collectivité : il n’y a personne auprès de qui souscrire.' },
  'adhesions.outside-territory': { status: 409, says: '{name} n’est pas du territoire de {operator}, qui ne peut pas lui ouvrir de forfait.' },
  'adhesions.subscription-closed': { status: 409, says: '{says}' },
  'adhesions.no-edition': { status: 409, says: '{operator} n’a pas de catalogue en vigueur à cette date.' },
  'adhesions.no-package': { status: 409, says: 'Le catalogue de {operator} ne vend pas de forfait : l’adhésion y est celle d’un territoire.' },
  'adhesions.package-held': { status: 409, says: '{name} a déjà « {package} », sous la convention {number}.' },
  'adhesions.subscription-under-way': {
    status: 409,
    says: 'Une souscription est déjà en cours : dossier {number}. Attendez sa conclusion ou son abandon.',
  },
  'adhesions.not-a-package': { status: 422, says: 'Choisissez au moins un forfait.' },
  'adhesions.not-a-unit': { status: 422, says: 'Ce budget annexe n’est pas de ceux que votre opérateur vous connaît.' },
  'adhesions.price-unknown': { status: 422, says: '« {label} » est sur devis : demandez un devis à votre opérateur, ou retirez cette ligne.' },
  'adhesions.price-changed': {
    status: 409,
    says: 'Le prix a changé pendant votre saisie : il est maintenant de {price}. Relisez avant de confirmer.',
  },
  'adhesions.last-package': { status: 409, says: 'C’est le dernier forfait de la convention : demandez à votre opérateur d’y mettre fin.' },
  'adhesions.not-in-convention': { status: 422, says: 'Cette convention ne porte pas ce forfait.' },
  'adhesions.convention-over': { status: 409, says: 'Cette convention n’est plus en vigueur.' },
  'adhesions.legal-note-needed': { status: 422, says: 'Dites quel acte permet de se passer du conseil : il figure dans chaque avenant.' },
});
export const subscriptionRefusals = own.refusals;
export const refuseSubscription = own.refuse;

const day = z.iso.date('Saisissez une date complète.');
const cents = z.int();
const named = z.object({ id: z.uuid(), name: z.string() });
const priced = z
  .custom<PricedQuote>((value) => typeof value === 'object' && value !== null)
  .meta({ type: 'object', description: 'Prix calculé, comme celui d’un devis.' });

const step = z.object({ says: z.string(), citation: z.string().nullable().describe('Document, ligne et libellé imprimé.') });
const unitPrice = z.object({ offer: z.string(), yearlyCents: cents.nullable(), says: z.string() });
const input = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['quantity', 'volume', 'amount', 'choice', 'text']),
  unit: z.string().nullable(),
  indivisible: z.boolean(),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
  fallback: z.union([z.number(), z.string()]).nullable(),
});

export const readSubscription = endpoint('GET /adhesions/subscription', {
  summary: 'Ce que la collectivité peut souscrire par elle-même auprès de son opérateur, à son prix.',
  response: z.object({
    operator: named.nullable(),
    whyNot: z.string().nullable().describe('Pourquoi elle ne peut pas souscrire ; absent quand elle le peut.'),
    edition: z.object({ key: z.string(), label: z.string() }).nullable(),
    facts: z.array(z.string()).describe('Ce que l’opérateur sait de la collectivité, et dont le prix dépend.'),
    packages: z.array(
      z.object({
        offer: z.string(),
        label: z.string(),
        note: z.string().nullable(),
        services: z.int(),
        yearlyCents: cents.nullable(),
        isToConfirm: z.boolean(),
        why: z.array(step),
        held: z.object({ number: z.string(), until: day.nullable() }).nullable(),
      }),
    ),
    options: z.array(z.object({ offer: z.string(), label: z.string(), note: z.string().nullable(), inputs: z.array(input) })),
    units: z.array(named.extend({ agents: z.int().nullable(), packages: z.array(unitPrice) })),
    others: z.array(named.extend({ kindLabel: z.string(), slug: z.string() })).describe('Établissements rattachés qui délibèrent pour eux-mêmes.'),
    convention: z.object({ id: z.uuid(), number: z.string(), endsOn: day.nullable() }).nullable(),
    underWay: z.object({ id: z.uuid(), number: z.string() }).nullable(),
    termYears: z.int().nullable(),
  }),
});

const choices = z
  .array(
    z.strictObject({
      offer: z.string().min(1).max(80),
      unitId: z.uuid().optional().describe('Un budget annexe ; la collectivité elle-même, sauf précision.'),
      inputs: z.record(z.string().max(40), z.union([z.number(), z.string().max(2_000)])).default({}),
    }),
  )
  .min(1, 'Choisissez au moins un forfait ou une option.')
  .max(100);
const wanted = {
  startsOn: day,
  choices,
  certificates: z.int().min(0).max(10_000).optional().describe('Certificats que la collectivité détient déjà.'),
};
const refused = [
  'adhesions.no-operator',
  'adhesions.outside-territory',
  'adhesions.subscription-closed',
  'adhesions.no-edition',
  'adhesions.no-package',
  'adhesions.package-held',
  'adhesions.not-a-package',
  'adhesions.not-a-unit',
  'adhesions.starts-in-the-past',
];

export const priceSubscription = endpoint('POST /adhesions/subscription/price', {
  summary: 'Le prix exact de ce qui est choisi, chaque ligne avec ce qui la prouve.',
  body: z.strictObject(wanted),
  response: z.object({ firstYearCents: cents, isComplete: z.boolean(), endsOn: day.nullable(), edition: z.string(), isRider: z.boolean(), priced }),
  refusals: refused,
});

export const comparePackages = endpoint('GET /adhesions/subscription/comparison', {
  summary: 'Les forfaits côte à côte, et ce que chaque prestation coûterait seule.',
  response: z.object({
    whyNot: z.string().nullable().describe('Pourquoi il n’y a rien à comparer.'),
    packages: z.array(z.object({ offer: z.string(), label: z.string(), yearlyCents: cents.nullable() })),
    rows: z.array(
      z.object({
        service: z.string(),
        label: z.string(),
        heading: z.string(),
        cells: z.array(z.object({ isIncluded: z.boolean(), printed: z.string() })),
        alone: z.string().nullable().describe('Son prix sans forfait ; absent quand elle ne se vend pas seule.'),
      }),
    ),
  }),
});

export const subscribe = endpoint('POST /adhesions/subscription', {
  summary: 'Souscrit : un devis accepté au tarif voté, et le dossier de la délibération.',
  body: z.strictObject({
    ...wanted,
    expectedCents: cents.describe('Le prix lu, de la première année : refusé s’il a changé.'),
    byTitle: z.string().trim().min(2, 'Dites en quelle qualité vous confirmez.').max(200),
    confirms: z.literal(true, 'Cochez la case pour confirmer.'),
  }),
  response: z.object({ kind: z.enum(['convention', 'rider']), quoteNumber: z.string(), dossierId: z.uuid(), dossierNumber: z.string() }),
  refusals: [...refused, 'adhesions.person-needed', 'adhesions.subscription-under-way', 'adhesions.price-unknown', 'adhesions.price-changed'],
});

export const removePackages = endpoint('POST /adhesions/mine/conventions/:id/removal', {
  summary: 'Demande qu’un forfait quitte la convention en cours : ouvre le dossier de l’avenant.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    offers: z.array(z.string().min(1).max(80)).min(1, 'Choisissez un forfait.').max(20),
    lastOn: day,
    reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000),
  }),
  response: z.object({ dossierId: z.uuid(), dossierNumber: z.string() }),
  refusals: [
    'adhesions.person-needed',
    'adhesions.not-yours',
    'adhesions.convention-over',
    'adhesions.not-in-convention',
    'adhesions.last-package',
    'adhesions.starts-in-the-past',
    'adhesions.subscription-under-way',
  ],
});

const settings = z.strictObject({
  isOpen: z.boolean(),
  kinds: z.array(z.string().max(40)).max(40).describe('Natures admises ; aucune : toutes.'),
  affiliatedOnly: z.boolean(),
  termYears: z.int('Un nombre d’années entier.').min(1, 'Au moins un an.').max(20, 'Vingt ans au plus.').nullable(),
  riderCeilingCents: cents.min(0, 'Un montant ne peut pas être négatif.').nullable().describe('Absent : toujours une délibération.'),
  legalNote: z.string().trim().max(1_000),
});
export type SubscriptionSettings = z.output<typeof settings>;

export const readSubscriptionSettings = endpoint('GET /adhesions/subscription-settings', {
  summary: 'Qui peut souscrire seul, pour combien de temps, et quels avenants se passent de délibération.',
  response: settings,
});
export const changeSubscriptionSettings = endpoint('PUT /adhesions/subscription-settings', {
  summary: 'Change ces réglages pour les souscriptions et les avenants à venir.',
  body: settings,
  response: settings,
  refusals: ['adhesions.legal-note-needed'],
});
