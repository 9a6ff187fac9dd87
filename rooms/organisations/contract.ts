// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { bodyKinds, kindLabels, registeredKinds } from './contract/body-kinds.ts';

export { bodyKinds, epciKinds, isEpci, kindLabels, registeredKinds, type BodyKind } from './contract/body-kinds.ts';
export { factLabels } from './contract/fact-labels.ts';
export {
  accessibilityMentions,
  accessibilityPages,
  accessibilityStatuses,
  changeLegal,
  legalNoticePages,
  listLegalVersions,
  personalDataPages,
  readLegal,
  readLegalLinks,
  readSiteLegalLinks,
  type AccessibilityStatus,
  type LegalFacts,
  type LegalVersion,
} from './contract/legal.ts';
export { refusals, refuse } from './contract/refusals.ts';

const kind = z.enum(bodyKinds, 'Choisissez un type de collectivité connu.');
const day = z.iso.date('Saisissez une date complète.');
const kinds = z
  .string()
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .pipe(z.array(kind).max(20))
  .optional()
  .describe('Types de collectivités, séparés par des virgules.');
const figure = z.object({ value: z.int(), vintage: z.string() });
const slug = z.string().max(120).describe('Identifiant, adresse courte, SIREN ou code INSEE.');

export const bodyLine = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind,
  siren: z.string().nullable(),
  insee: z.string().nullable(),
  department: z.string().nullable(),
});
export type BodyLine = z.infer<typeof bodyLine>;

export const population = z
  .object({ totale: figure.optional(), municipale: figure.optional(), communeFile: figure.optional(), declared: figure.optional() })
  .describe('Habitants, chaque chiffre à part avec son millésime. Un chiffre absent est inconnu.');
export type Population = z.infer<typeof population>;

const foundLine = bodyLine.extend({ formerName: z.string().nullable().describe('Ancien nom ou commune déléguée par lequel elle a été trouvée.') });
const words = z
  .string('Saisissez un nom, un SIREN ou un code INSEE.')
  .trim()
  .min(1, 'Saisissez un nom, un SIREN ou un code INSEE.')
  .max(120, 'Saisissez au plus 120 caractères.');

export const searchBodies = endpoint('GET /organisations', {
  scope: 'house',
  summary: 'Cherche une commune ou un EPCI par son nom, son SIREN ou son code INSEE, fautes de frappe et accents oubliés pardonnés.',
  query: z.object({
    q: words,
    kind: kinds,
    operator: z.string().max(120).optional().describe('Adresse courte d’un opérateur : ne cherche que dans son territoire.'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  response: z.object({ rows: z.array(foundLine) }),
  refusals: ['organisations.unknown-operator'],
});

export const readPublicBody = endpoint('GET /organisations/:body', {
  scope: 'house',
  summary: 'Montre ce que le registre national dit d’une collectivité : identité, populations et millésimes, appartenance, membres.',
  params: z.object({ body: slug }),
  query: z.object({ on: day.optional().describe('Jour auquel le registre est lu ; aujourd’hui par défaut.') }),
  response: bodyLine.extend({
    endedOn: day.nullable().describe('Premier jour où elle n’existe plus.'),
    population,
    epci: bodyLine.nullable(),
    members: z.array(bodyLine.extend({ population })),
    successors: z.array(bodyLine),
    register: z.object({
      edition: z.int().nullable(),
      isBeforeFirst: z.boolean().describe('Le jour demandé précède toutes les éditions connues : la première est montrée.'),
    }),
  }),
  refusals: ['organisations.unknown-body'],
});

export const listOperators = endpoint('GET /operators', {
  scope: 'house',
  summary: 'Donne les opérateurs de cette installation.',
  response: z.object({ rows: z.array(z.object({ slug: z.string(), name: z.string() })) }),
});

// --- What an operator sees and enters

const count = (most: number) =>
  z.int('Saisissez un nombre entier.').min(0, 'Ce nombre ne peut pas être négatif.').max(most, 'Ce nombre est trop grand.');
const name = z.string().trim().min(2, 'Saisissez un nom d’au moins deux caractères.').max(200, 'Saisissez au plus 200 caractères.');
const digits = (text: string): string => text.replace(/[\s.]/g, '');
const siren = z
  .string()
  .transform(digits)
  .pipe(z.string().regex(/^\d{9}$/, 'Un SIREN compte neuf chiffres.'));
const siret = z
  .string()
  .transform(digits)
  .pipe(z.string().regex(/^\d{14}$/, 'Un SIRET compte quatorze chiffres.'));

/** Null says that it is no longer known; an absent fact is left as it is. */
export const facts = z.strictObject({
  name: name.optional(),
  parent: z.uuid('Choisissez une collectivité.').nullable().optional().describe('Collectivité de rattachement.'),
  serves: z.array(z.uuid('Choisissez une collectivité.')).max(1_500).nullable().optional().describe('Collectivités dont elle dessert le territoire.'),
  population: count(100_000_000).nullable().optional().describe('Habitants, pour une collectivité que le registre ignore.'),
  agents: count(1_000_000).nullable().optional(),
  budget: count(9_000_000_000_000_00).nullable().optional().describe('En centimes d’euro.'),
  affiliated: z.boolean().nullable().optional().describe('Affiliée au centre de gestion.'),
  hosted: z.boolean().nullable().optional().describe('Hébergée sur la base d’une autre collectivité.'),
  siret: siret.nullable().optional(),
});
export type FactsInput = z.input<typeof facts>;

const listRow = bodyLine.extend({
  isDeclared: z.boolean(),
  population,
  epci: z.object({ slug: z.string(), name: z.string() }).nullable(),
  parent: z.object({ slug: z.string(), name: z.string() }).nullable(),
  siret: z.string().nullable(),
  agents: z.int().nullable(),
  budgetCents: z.int().nullable(),
  affiliated: z.boolean().nullable(),
  hosted: z.boolean().nullable(),
});
export type ListRow = z.infer<typeof listRow>;

export const lacks = ['siren', 'siret', 'population', 'agents'] as const;
const listing = z.object({
  q: z.string().trim().max(120).optional(),
  kind: kinds,
  epci: z.uuid().optional().describe('Seulement les membres de cet EPCI.'),
  declared: z.enum(['true', 'false']).optional().describe('Seulement les collectivités déclarées, ou seulement celles du registre.'),
  lacks: z.enum(lacks).optional().describe('Seulement celles dont cette information manque.'),
  sort: z.enum(['name', 'kind', 'population', 'agents', 'department']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
});

export const listBodies = endpoint('GET /organisations/bodies', {
  summary: 'Donne les collectivités du territoire de l’opérateur.',
  query: listing.extend({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(25) }),
  response: z.object({ rows: z.array(listRow), total: z.int() }),
});

export const exportBodies = endpoint('GET /organisations/bodies.csv', {
  summary: 'Donne les mêmes collectivités dans un fichier CSV.',
  answer: 'file',
  query: listing,
});

export const searchOwnBodies = endpoint('GET /organisations/search', {
  summary: 'Cherche parmi les collectivités déclarées par l’opérateur, celles de son territoire, puis celles de toute la France.',
  query: z.object({
    q: words,
    kind: kinds,
    territory: z.enum(['true', 'false']).default('false'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  response: z.object({ rows: z.array(foundLine.extend({ isDeclared: z.boolean(), isInTerritory: z.boolean() })) }),
});

const source = z.enum(['hand', 'csv', 'demonstration']);
const factEntry = z.object({
  what: z.enum(['name', 'parent', 'serves', 'population', 'agents', 'budget', 'affiliated', 'hosted', 'siret']),
  sinceOn: day,
  value: z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(z.string())]),
  /** Names instead of ids. */
  says: z.string(),
  source,
  note: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
});
export type FactEntry = z.infer<typeof factEntry>;

export const readBody = endpoint('GET /organisations/bodies/:body', {
  summary: 'Montre une collectivité : identité, populations, appartenances, et ce que l’opérateur en a saisi.',
  params: z.object({ body: slug }),
  query: z.object({ on: day.optional().describe('Jour auquel tout est lu ; aujourd’hui par défaut.') }),
  response: listRow.extend({
    isInTerritory: z.boolean(),
    parentId: z.uuid().nullable(),
    endedOn: day.nullable(),
    edition: z.int().nullable(),
    declaration: z.object({ source, by: z.string(), at: z.string() }).nullable(),
    memberships: z.array(z.object({ epci: bodyLine, sinceOn: day, untilOn: day.nullable() })),
    members: z.array(bodyLine.extend({ population })),
    serves: z.array(bodyLine.extend({ population })),
    dependents: z.array(bodyLine).describe('Collectivités déclarées qui en dépendent ou qui la desservent.'),
    successors: z.array(bodyLine),
    formerCommunes: z.array(z.object({ insee: z.string(), name: z.string().nullable(), status: z.enum(['deleguee', 'associee', 'supprimee']) })),
    history: z.array(factEntry).describe('Chaque saisie, la plus récente d’abord.'),
  }),
  refusals: ['organisations.unknown-body'],
});
export type BodyPage = z.infer<NonNullable<typeof readBody.response>>;

const declarable = kind.refine((one) => !registeredKinds.some((registered) => registered === one), {
  error: 'Les communes et les EPCI viennent du registre national : cherchez-les plutôt que de les déclarer.',
});

export const declareBody = endpoint('POST /organisations/bodies', {
  summary: 'Déclare une collectivité que le registre national ignore : CCAS, syndicat, budget annexe, office…',
  body: z.strictObject({
    name,
    kind: declarable,
    siren: siren.nullable().optional(),
    sinceOn: day.optional().describe('Jour à partir duquel les informations valent ; aujourd’hui par défaut.'),
    facts: facts.omit({ name: true }).default({}),
  }),
  response: z.object({ id: z.uuid(), slug: z.string() }),
  refusals: [
    'organisations.invalid-siren',
    'organisations.in-register',
    'organisations.already-declared',
    'organisations.parent-needed',
    'organisations.invalid-siret',
    'organisations.foreign-siret',
    'organisations.unknown-reference',
  ],
});

export const enterFacts = endpoint('POST /organisations/bodies/:body/facts', {
  summary: 'Saisit ce que l’opérateur sait d’une collectivité, à partir d’un jour ; rien de ce qui a été saisi avant n’est effacé.',
  params: z.object({ body: slug }),
  body: z.strictObject({ sinceOn: day, facts, note: z.string().trim().max(500).optional() }),
  response: z.object({ entered: z.int() }),
  refusals: [
    'organisations.unknown-body',
    'organisations.nothing-entered',
    'organisations.invalid-siret',
    'organisations.foreign-siret',
    'organisations.unknown-reference',
    'organisations.name-of-register',
    'organisations.population-of-register',
    'organisations.serves-itself',
  ],
});

export const withdrawBody = endpoint('DELETE /organisations/bodies/:body', {
  summary: 'Retire une collectivité déclarée par erreur. La déclarer de nouveau la fait revenir avec ce qui en avait été saisi.',
  params: z.object({ body: slug }),
  refusals: ['organisations.unknown-body', 'organisations.not-declared'],
});

const file = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  content: z.base64('Le fichier n’est pas lisible.').min(1, 'Le fichier est vide.').describe('Le fichier CSV, en base 64.'),
});
const importLine = z.object({
  line: z.int().describe('Numéro de la ligne dans le fichier, titres compris.'),
  name: z.string(),
  kind: z.string(),
  action: z.enum(['declare', 'change', 'nothing', 'error']),
  says: z.array(z.string()).describe('Ce qui sera fait, ou ce qui l’empêche.'),
});
export type ImportLine = z.infer<typeof importLine>;
// 10 000 lines of 300 characters, in base 64.
const FILE_LIMIT = 8 * 1024 * 1024;

export const previewImport = endpoint('POST /organisations/imports/preview', {
  summary: 'Lit un fichier CSV de collectivités et dit, ligne par ligne, ce que l’import ferait. Rien n’est enregistré.',
  body: file,
  bodyLimit: FILE_LIMIT,
  response: z.object({ separator: z.string(), encoding: z.string(), ignored: z.array(z.string()), lines: z.array(importLine) }),
  refusals: ['organisations.unreadable-file', 'organisations.too-many-lines'],
});

export const importBodies = endpoint('POST /organisations/imports', {
  summary: 'Importe les lignes choisies d’un fichier CSV de collectivités. Un second import des mêmes lignes ne change rien.',
  body: file.extend({ lines: z.array(z.int().min(2)).min(1, 'Choisissez au moins une ligne.').max(10_000) }),
  bodyLimit: FILE_LIMIT,
  response: z.object({ declared: z.int(), changed: z.int(), unchanged: z.int() }),
  refusals: ['organisations.unreadable-file', 'organisations.too-many-lines', 'organisations.faulty-lines'],
});

export const importTemplate = endpoint('GET /organisations/imports/modele.csv', {
  summary: 'Donne un fichier CSV à remplir, avec un exemple de chaque type.',
  answer: 'file',
});

const part = z.object({ id: z.uuid(), body: bodyLine, members: z.int(), sinceOn: day, untilOn: day.nullable(), addedBy: z.string() });
export type TerritoryPart = z.infer<typeof part>;

export const readTerritory = endpoint('GET /organisations/territory', {
  summary: 'Donne le territoire de l’opérateur : la liste d’EPCI et de collectivités dont il est fait, avec ses dates.',
  response: z.object({ parts: z.array(part), bodies: z.int().describe('Collectivités servies aujourd’hui.') }),
});

export const addToTerritory = endpoint('POST /organisations/territory', {
  summary: 'Ajoute des EPCI ou des collectivités au territoire, à partir d’un jour.',
  body: z.strictObject({ bodies: z.array(z.uuid()).min(1, 'Choisissez au moins une collectivité.').max(2_000), sinceOn: day }),
  response: z.object({ added: z.int() }),
  refusals: ['organisations.unknown-reference', 'organisations.already-in-territory'],
});

export const removeFromTerritory = endpoint('POST /organisations/territory/:part/end', {
  summary: 'Met fin à la présence d’un EPCI ou d’une collectivité dans le territoire ; le passé reste tel qu’il était.',
  params: z.object({ part: z.uuid() }),
  body: z.strictObject({ untilOn: day.nullable().describe('Premier jour où elle n’en fait plus partie ; vide pour annuler la fin.') }),
  refusals: ['organisations.unknown-part', 'organisations.ends-before-it-begins', 'organisations.already-in-territory'],
});

// --- Appearance

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Une couleur s’écrit #rrggbb, comme #14532d.');
const appearance = z.object({
  name: z.string(),
  logo: z.string().nullable(),
  colours: z.object({ accent: z.string().nullable(), tower: z.string().nullable() }),
});

export const readSiteAppearance = endpoint('GET /appearance', {
  scope: 'house',
  summary: 'Dit à quoi ressemble le site : celui de l’opérateur quand il est seul dans l’installation.',
  response: appearance,
});

export const readAppearance = endpoint('GET /appearance', {
  summary: 'Dit le nom, le logo et les couleurs de l’opérateur qui sert cette collectivité.',
  response: appearance,
});

export const readLogo = endpoint('GET /appearance/logo', {
  summary: 'Donne le logo de cet opérateur.',
  answer: 'file',
  refusals: ['organisations.no-logo'],
});

export const changeAppearance = endpoint('PUT /appearance', {
  summary: 'Change le nom, le logo et les couleurs de l’opérateur.',
  body: z.strictObject({
    name: name.max(60, 'Saisissez au plus 60 caractères.'),
    colours: z.strictObject({ accent: colour.nullable(), tower: colour.nullable() }),
    logo: z
      .union([z.literal('keep'), z.null(), z.base64('L’image n’est pas lisible.')])
      .describe('Une image PNG, JPEG ou WebP en base 64, `null` pour l’ôter, `keep` pour la garder.'),
  }),
  response: appearance,
  refusals: ['organisations.not-an-image', 'organisations.logo-too-large'],
});

/** « Commune », « CCAS »… for a kind that came as text. */
export function kindLabel(text: string): string {
  return bodyKinds.some((one) => one === text) ? kindLabels[text as keyof typeof kindLabels] : text; // checked on the line
}
