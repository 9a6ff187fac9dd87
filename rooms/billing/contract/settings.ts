// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { documentKinds } from '../document.ts';

const own = defineRefusals({
  'billing.bad-siret': { status: 422, says: 'Le SIRET « {siret} » n’est pas valide : il a 14 chiffres, dont le dernier contrôle les autres.' },
  'billing.other-siren': { status: 422, says: 'Le SIRET {siret} n’appartient pas à « {name} », dont le SIREN est {siren}.' },
  'billing.series-begun': {
    status: 409,
    says: 'La série « {kind} » de {year} est commencée : son premier numéro ne change plus.',
  },
  'billing.series-twice': { status: 422, says: 'La série « {kind} » de {year} est donnée deux fois.' },
  'billing.instalments-not-whole': { status: 422, says: 'Les échéances doivent faire 100 % ensemble : elles font {sum} %.' },
});
export const settingsRefusals = own.refusals;
export const refuseSetting = own.refuse;

const words = z.string().trim();
const optional = z.string().trim().max(200).nullable();
const accounting = z.object({ nature: optional, fonction: optional });

export const familyNames = ['participation', 'access-fee', 'subscription', 'term', 'overage', 'order', 'school-fee', 'volume', 'manual'] as const;
export type FamilyName = (typeof familyNames)[number];
export const familyLabels: Readonly<Record<FamilyName | 'credit', string>> = {
  participation: 'Participation mutualisée',
  'access-fee': 'Frais d’accès',
  subscription: 'Abonnement annuel',
  term: 'Prix sur plusieurs années',
  overage: 'Dépassement de l’an passé',
  order: 'Commande ponctuelle',
  'school-fee': 'Frais de gestion sur commande scolaire',
  volume: 'Volume (SMS, actes)',
  manual: 'Ligne saisie',
  credit: 'Avoir',
};

export const settingsShape = z.object({
  issuer: z.object({
    siret: optional,
    vatNumber: optional,
    legalForm: words.max(200),
    address: z
      .object({ lines: z.array(words.max(200)).max(4), postcode: words.max(10), city: words.max(100), country: z.string().length(2) })
      .nullable(),
    contact: z.object({ name: words.max(200), phone: words.max(40), email: words.max(200) }),
    payment: z.object({ iban: optional, bic: optional, accountant: words.max(300) }),
  }),
  /** Taxed lines whose own rate nothing tells. */
  standardRateBasisPoints: z.int().min(0).max(10_000),
  rates: z.array(z.int().min(0).max(10_000)).min(1).max(10),
  /** What is printed where VAT is not borne: by exemption, or outside its scope. */
  exemption: z.object({ reason: words.min(3).max(400), reasonCode: optional }),
  outside: z.object({ reason: words.min(3).max(400) }),
  /** The regime of what the tariff does not qualify, with the note that says why. */
  unqualified: z.object({ kind: z.enum(['appel', 'facture']), vatCode: z.enum(['S', 'E', 'O']), note: words.max(2000) }),
  notes: z.object({ appel: z.array(words.max(600)).max(10), facture: z.array(words.max(600)).max(10), avoir: z.array(words.max(600)).max(10) }),
  series: z.object({
    appel: z.string().regex(/^[A-Z0-9]{1,8}$/, 'Un préfixe est fait de 1 à 8 capitales ou chiffres.'),
    facture: z.string().regex(/^[A-Z0-9]{1,8}$/, 'Un préfixe est fait de 1 à 8 capitales ou chiffres.'),
    avoir: z.string().regex(/^[A-Z0-9]{1,8}$/, 'Un préfixe est fait de 1 à 8 capitales ou chiffres.'),
    digits: z.int().min(3).max(8),
    /** Series begun in another software: the first number that is left to draw in a year. */
    starts: z
      .array(z.object({ kind: z.enum(documentKinds), year: z.int().min(2000).max(2200), first: z.int().min(1).max(9_999_999) }))
      .max(30)
      .default([]),
  }),
  prorata: z.enum(['none', 'month', 'day']),
  instalments: z
    .array(
      z.object({
        dueOn: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Le jour d’une échéance s’écrit JJ/MM.'),
        percent: z.int().min(1).max(100),
      }),
    )
    .max(12),
  dueDays: z.int().min(0).max(120),
  /** Days after the due date at which a letter is proposed. */
  reminderDays: z.array(z.int().min(1).max(365)).max(4),
  reminderText: words.max(3000),
  accounting: z.record(z.enum(familyNames), accounting),
});
export type BillingSettings = z.output<typeof settingsShape>;

export const readBillingSettings = endpoint('GET /billing/settings', {
  summary: 'Les réglages de facturation de l’opérateur.',
  response: settingsShape,
});
export const changeBillingSettings = endpoint('PUT /billing/settings', {
  summary: 'Remplace les réglages ; ils valent pour les documents à venir.',
  body: settingsShape,
  response: settingsShape,
  refusals: ['billing.bad-siret', 'billing.instalments-not-whole', 'billing.series-begun', 'billing.series-twice'],
});
