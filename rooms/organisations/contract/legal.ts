// SPDX-License-Identifier: EUPL-1.2
/** What the law wants an operator to publish: who publishes and hosts, accessibility, personal data. */
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

/** Without an audit nothing may be called compliant: RGAA 4.1, « état de conformité ». */
export const accessibilityStatuses = ['not-audited', 'non-compliant', 'partially-compliant', 'fully-compliant'] as const;
export type AccessibilityStatus = (typeof accessibilityStatuses)[number];

/** The mention that must stand on the first page of a service (law no 2005-102, article 47). */
export const accessibilityMentions: Readonly<Record<AccessibilityStatus, string>> = {
  'not-audited': 'non conforme (audit non réalisé)',
  'non-compliant': 'non conforme',
  'partially-compliant': 'partiellement conforme',
  'fully-compliant': 'totalement conforme',
};

const day = z.iso.date('Saisissez une date complète.');
const text = (most: number) => z.string().trim().min(1, 'Saisissez un texte, ou rien.').max(most, `Saisissez au plus ${most} caractères.`);
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 .]{4,18}$/, 'Saisissez un numéro de téléphone, comme 05 56 00 00 00.');
const email = z.email('Saisissez une adresse électronique complète.').max(254, 'Saisissez au plus 254 caractères.');
const address = z
  .url({ protocol: /^https?$/, error: 'Saisissez une adresse qui commence par https://.' })
  .max(500, 'Saisissez au plus 500 caractères.');

const accessibility = z
  .strictObject({
    status: z.enum(accessibilityStatuses, 'Choisissez un état de conformité.'),
    auditedOn: day.nullable(),
    rate: z
      .number('Saisissez un nombre.')
      .min(0, 'Un taux se tient entre 0 et 100.')
      .max(100, 'Un taux se tient entre 0 et 100.')
      .multipleOf(0.01, 'Saisissez au plus deux décimales.')
      .nullable()
      .describe('Part des critères applicables du RGAA qui sont respectés, en pour cent.'),
    auditor: text(200).nullable(),
    declaredOn: day.nullable().describe('Jour où la déclaration a été établie.'),
    contact: text(300).nullable().describe('Où signaler un contenu inaccessible ; le courriel de l’éditeur à défaut.'),
    faults: z.array(text(300)).max(50, 'Saisissez au plus 50 lignes.').describe('Contenus non accessibles, un par ligne.'),
    planAddress: address.nullable().describe('Où se lit le schéma pluriannuel de mise en accessibilité.'),
  })
  .superRefine(({ status, auditedOn, rate, auditor }, refused) => {
    const wrong = (field: string, message: string): void => refused.addIssue({ code: 'custom', path: [field], message });
    const results = { auditedOn, rate, auditor };
    for (const [field, value] of Object.entries(results)) {
      if (status === 'not-audited' && value !== null) wrong(field, 'Sans audit, laissez ce champ vide, ou choisissez l’état que l’audit a constaté.');
      if (status !== 'not-audited' && value === null) wrong(field, 'Un audit a sa date, son auteur et son taux : complétez ce champ.');
    }
    if (rate !== null && status !== 'not-audited' && statusOfRate(rate) !== status)
      wrong('rate', `Avec ce taux, le service est ${accessibilityMentions[statusOfRate(rate)]} : corrigez le taux ou l’état.`);
  });

/** What a rate of respected criteria amounts to (RGAA 4.1): all, at least half, or less. */
function statusOfRate(rate: number): AccessibilityStatus {
  return rate === 100 ? 'fully-compliant' : rate >= 50 ? 'partially-compliant' : 'non-compliant';
}

export const legalFacts = z.strictObject({
  publisher: z.strictObject({
    name: text(200),
    legalForm: text(200).nullable(),
    address: text(300).nullable(),
    phone: phone.nullable(),
    email: email.nullable(),
    directorRole: text(200).nullable().describe('Fonction de qui dirige la publication.'),
    directorName: text(200).nullable(),
  }),
  host: z.strictObject({ name: text(200).nullable(), address: text(300).nullable(), phone: phone.nullable() }),
  dataProtection: z.strictObject({
    officer: text(200).nullable().describe('Délégué à la protection des données : fonction, service ou organisme.'),
    email: email.nullable(),
    address: text(300).nullable(),
  }),
  accessibility,
});
export type LegalFacts = z.infer<typeof legalFacts>;

const operator = z.object({ slug: z.string(), name: z.string() });

export const readLegal = endpoint('GET /legal', {
  summary: 'Donne les mentions de l’opérateur qui sert cette collectivité : éditeur, hébergeur, accessibilité, protection des données.',
  response: z.object({
    operator: operator.extend({ siren: z.string().nullable() }),
    facts: legalFacts.nullable().describe('Vide tant que l’opérateur n’a rien saisi.'),
    version: z.int(),
    enteredAt: z.string().nullable(),
    isDemonstration: z.boolean(),
  }),
  refusals: ['organisations.no-operator'],
});

const version = z.object({
  version: z.int(),
  enteredAt: z.string(),
  enteredBy: z.string(),
  isDemonstration: z.boolean(),
  facts: legalFacts,
});
export type LegalVersion = z.infer<typeof version>;

export const listLegalVersions = endpoint('GET /legal/versions', {
  summary: 'Donne chaque version des mentions de l’opérateur, la plus récente d’abord : rien n’est réécrit.',
  query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.object({ operator, rows: z.array(version), total: z.int() }),
  refusals: ['organisations.not-an-operator'],
});

export const changeLegal = endpoint('POST /legal/versions', {
  summary: 'Ajoute une version des mentions de l’opérateur ; la précédente reste dans l’historique.',
  body: z.strictObject({ basedOn: z.int().min(0).describe('Version que l’on corrige ; 0 s’il n’y en a pas.'), facts: legalFacts }),
  response: z.object({ version: z.int() }),
  refusals: ['organisations.not-an-operator', 'organisations.legal-changed', 'organisations.day-to-come'],
});

const links = z.object({ links: z.array(z.object({ label: z.string(), href: z.string() })) });

export const readLegalLinks = endpoint('GET /legal/links', {
  summary: 'Donne les liens que la loi veut au bas de chaque page, avec l’état de conformité de l’opérateur qui sert cette collectivité.',
  response: links,
});

export const readSiteLegalLinks = endpoint('GET /legal/links', {
  scope: 'house',
  summary: 'Donne les liens que la loi veut au bas de chaque page du site.',
  response: links,
});

const page = (path: '/accessibilite' | '/mentions-legales' | '/donnees-personnelles', summary: string) => ({
  ofOperator: endpoint(`GET ${path}`, {
    answer: 'html',
    summary: `${summary} de l’opérateur qui sert cette collectivité.`,
    refusals: ['organisations.no-operator'],
  }),
  ofSite: endpoint(`GET ${path}`, { scope: 'house', answer: 'html', summary: `${summary} du site.` }),
});

export const accessibilityPages = page('/accessibilite', 'Montre la déclaration d’accessibilité');
export const legalNoticePages = page('/mentions-legales', 'Montre les mentions légales');
export const personalDataPages = page('/donnees-personnelles', 'Montre les traitements de données personnelles');
