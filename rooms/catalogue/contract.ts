// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { citationSchema, editionShape } from './edition-schema.ts';
import { revisionChange } from './revise/revision-shapes.ts';
import { printedEdition } from './printed/printed-shapes.ts';

export type { Citation, Edition } from './edition-schema.ts';
export type { PrintedCell, PrintedEdition, PrintedRow, PrintedSection, PrintedSentence, PrintedTable } from './printed/printed-shapes.ts';

export const { refusals, refuse } = defineRefusals({
  'catalogue.unknown-edition': { status: 404, says: 'Aucune édition du catalogue ne porte ce nom chez cet opérateur.' },
  'catalogue.no-edition-in-force': { status: 404, says: 'Aucune édition du catalogue n’est en vigueur le {day}.' },
  'catalogue.key-taken': { status: 409, says: 'Une autre édition porte déjà l’identifiant « {key} ». Choisissez-en un autre.' },
  'catalogue.invalid-content': { status: 422, says: 'Le contenu de l’édition n’est pas valide : {fault}' },
  'catalogue.other-operator': { status: 422, says: 'Ce contenu est celui du catalogue d’un autre opérateur ({operator}).' },
  'catalogue.not-a-draft': { status: 409, says: 'Cette édition est votée : elle ne se modifie plus. Ouvrez un projet à partir d’elle.' },
  'catalogue.changed-meanwhile': { status: 409, says: 'Ce projet a été modifié entre-temps (version {revision}). Rechargez-le avant de continuer.' },
  'catalogue.not-voted': { status: 409, says: 'Seule une édition votée peut être mise en vigueur ; celle-ci est « {status} ».' },
  'catalogue.second-person': { status: 403, says: 'La mise en vigueur revient à une autre personne que celle qui a enregistré le vote.' },
  'catalogue.person-needed': { status: 403, says: 'Cet acte engage la personne qui le fait : une clé d’API ne peut pas l’accomplir.' },
  'catalogue.before-the-vote': { status: 422, says: 'L’édition ne peut pas entrer en vigueur avant le vote du {votedOn}.' },
  'catalogue.vote-ahead': { status: 422, says: 'Le vote ne peut pas être daté dans l’avenir ({votedOn}).' },
  'catalogue.later-edition': { status: 409, says: 'L’édition « {label} » est déjà en vigueur à partir du {from} : choisissez un jour après.' },
  'catalogue.unknown-price': { status: 422, says: 'L’édition n’a pas de prix à l’adresse « {price} », ou il est sur devis.' },
  'catalogue.unknown-heading': { status: 422, says: 'L’édition n’a pas de rubrique « {heading} ».' },
  'catalogue.unknown-regime': { status: 422, says: 'L’édition n’a pas de régime de taxe « {regime} ».' },
  'catalogue.unknown-package': { status: 422, says: 'L’édition n’a pas de forfait « {package} ».' },
  'catalogue.nothing-to-archive': { status: 409, says: 'Seule une édition votée ou en vigueur peut être archivée ; celle-ci est « {status} ».' },
});

const day = z.iso.date('Donnez un jour au format AAAA-MM-JJ.');
const status = z.enum(['draft', 'voted', 'in-force', 'archived']);
const person = z.object({ id: z.uuid(), name: z.string() }).nullable();
const act = editionShape.shape.act;

/** By its id or by its key. */
const named = z.object({ edition: z.string().regex(/^[a-z0-9-]{1,120}$/, 'Donnez l’identifiant ou la clé d’une édition.') });

export const editionSummary = z.object({
  id: z.uuid(),
  key: z.string(),
  label: z.string(),
  status,
  validFrom: day.nullable(),
  validTo: day.nullable().describe('Dernier jour, inclus.'),
  isPricingToday: z.boolean().describe('Fixe les prix aujourd’hui.'),
  act: act.nullable(),
  revision: z.int(),
  basedOn: z.uuid().nullable(),
  changedAt: z.string(),
});
export type EditionSummary = z.output<typeof editionSummary>;

const change = z.object({ id: z.uuid(), revision: z.int(), at: z.string(), by: person, says: z.string(), reason: z.string().nullable() });

export const listEditions = endpoint('GET /catalogue/editions', {
  summary: 'Liste les éditions du catalogue de l’opérateur, projets compris.',
  response: z.object({ rows: z.array(editionSummary), total: z.int() }),
});

const editionDetail = editionSummary.extend({
  printed: printedEdition,
  createdBy: person,
  proposedBy: person,
  proposedAt: z.string().nullable(),
  inForceBy: person,
  inForceAt: z.string().nullable(),
  archivedBy: person,
  archivedAt: z.string().nullable(),
  changes: z.array(change),
});
export type EditionDetail = z.output<typeof editionDetail>;

export const readEdition = endpoint('GET /catalogue/editions/:edition', {
  summary: 'Donne une édition comme elle est imprimée : tableaux, prix, quotas, règles, citations et lectures.',
  params: named,
  response: editionDetail,
  refusals: ['catalogue.unknown-edition'],
});

export const readContent = endpoint('GET /catalogue/editions/:edition/content', {
  summary: 'Donne le contenu d’une édition comme données, tel qu’il s’importe.',
  params: named,
  response: editionShape,
  refusals: ['catalogue.unknown-edition'],
});

const format = z.enum(['pdf', 'docx', 'csv']);
export type AnnexFormat = z.output<typeof format>;

export const exportAnnex = endpoint('GET /catalogue/editions/:edition/annex/:format', {
  answer: 'file',
  summary: 'Télécharge l’annexe d’une édition en PDF accessible, en document Word ou en CSV.',
  params: named.extend({ format }),
  refusals: ['catalogue.unknown-edition'],
});

export const exportPublicAnnex = endpoint('GET /catalogue/in-force/annex/:format', {
  answer: 'file',
  summary: 'Télécharge l’annexe de l’édition en vigueur aujourd’hui.',
  params: z.object({ format }),
  refusals: ['catalogue.no-edition-in-force'],
});

export const readEditionOn = endpoint('GET /catalogue/in-force', {
  summary: 'Donne au public l’édition qui fixe les prix un jour donné (aujourd’hui sans précision).',
  query: z.object({ day: day.optional() }),
  response: editionSummary.omit({ basedOn: true, revision: true, changedAt: true, isPricingToday: true }).extend({ edition: editionShape }),
  refusals: ['catalogue.no-edition-in-force'],
});

export const tariffPage = endpoint('GET /tarifs', {
  answer: 'html',
  summary: 'Montre à tous les tarifs en vigueur de l’opérateur, avec leurs sources, sans script.',
  query: z.object({ jour: day.optional() }),
  refusals: ['catalogue.no-edition-in-force'],
});

const label = z.string().trim().min(2, 'Donnez un nom à l’édition.').max(200, 'Deux cents caractères au plus.');
const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'L’identifiant est fait de minuscules sans accent, de chiffres et de tirets.')
  .max(80);

export const draftEdition = endpoint('POST /catalogue/editions', {
  summary: 'Ouvre un projet d’édition à partir d’une édition existante.',
  body: z.strictObject({ basedOn: named.shape.edition, label, key: key.optional() }),
  response: editionSummary,
  refusals: ['catalogue.unknown-edition', 'catalogue.key-taken'],
});

export const importEdition = endpoint('POST /catalogue/editions/import', {
  summary: 'Ouvre un projet d’édition à partir d’un fichier JSON.',
  body: z.strictObject({ content: z.record(z.string(), z.unknown()) }),
  bodyLimit: 8 * 1_048_576,
  response: editionSummary,
  refusals: ['catalogue.invalid-content', 'catalogue.key-taken', 'catalogue.other-operator'],
});

export const renameDraft = endpoint('PATCH /catalogue/editions/:edition', {
  summary: 'Renomme un projet d’édition.',
  params: named,
  body: z.strictObject({ label, revision: z.int() }),
  response: editionSummary,
  refusals: ['catalogue.unknown-edition', 'catalogue.not-a-draft', 'catalogue.changed-meanwhile'],
});

export const deleteDraft = endpoint('DELETE /catalogue/editions/:edition', {
  summary: 'Supprime un projet d’édition. Une édition votée ne se supprime pas.',
  params: named,
  refusals: ['catalogue.unknown-edition', 'catalogue.not-a-draft'],
});

export const reviseDraft = endpoint('POST /catalogue/editions/:edition/revise', {
  summary: 'Modifie un projet : pourcentage, prix unitaire, prix, lignes, colonnes ou services, avec un motif.',
  params: named,
  body: z.strictObject({
    revision: z.int('Indiquez la version du projet que vous modifiez.'),
    change: revisionChange,
    reason: z.string().trim().max(500, 'Cinq cents caractères au plus.').nullable().default(null),
  }),
  response: editionSummary,
  refusals: [
    'catalogue.unknown-edition', 'catalogue.not-a-draft', 'catalogue.changed-meanwhile', 'catalogue.invalid-content', 'catalogue.unknown-price',
    'catalogue.unknown-heading', 'catalogue.unknown-regime', 'catalogue.unknown-package', 'catalogue.no-such-offer', 'catalogue.no-such-service',
    'catalogue.service-exists', 'catalogue.no-grid', 'catalogue.no-generator', 'catalogue.step-exists', 'catalogue.no-such-step',
    'catalogue.last-step', 'catalogue.cells-count', 'catalogue.below-zero',
  ], // prettier-ignore
});

const comparedService = z.object({ key: z.string(), label: z.string(), status: z.enum(['INC', 'CPL', 'HM', 'GC']) });
const comparedPrice = z.object({
  key: z.string(),
  offerLabel: z.string(),
  label: z.string(),
  where: z.string(),
  unit: z.string(),
  cents: z.int().nullable(),
  rateBps: z.int().nullable(),
  citation: citationSchema,
  document: z.string(),
});

const editionComparison = z.object({
  before: editionSummary,
  after: editionSummary,
  services: z.object({
    added: z.array(comparedService),
    removed: z.array(comparedService),
    moved: z.array(z.object({ before: comparedService, after: comparedService })),
  }),
  prices: z.object({
    added: z.array(comparedPrice),
    removed: z.array(comparedPrice),
    changed: z.array(
      comparedPrice.extend({
        beforeCents: z.int().nullable(),
        beforeRateBps: z.int().nullable(),
        differenceCents: z.int().nullable(),
        changeBps: z.int().nullable(),
      }),
    ),
    same: z.int(),
  }),
  quotas: z.array(z.object({ quota: z.string(), label: z.string(), where: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
  rules: z.array(z.string()),
});
export type EditionComparison = z.output<typeof editionComparison>;
export type ComparedPrice = z.output<typeof comparedPrice>;

export const compareTwo = endpoint('GET /catalogue/compare', {
  summary: 'Compare deux éditions : services et prix ajoutés, retirés, changés, quotas et règles.',
  query: z.object({ from: named.shape.edition, to: named.shape.edition }),
  response: editionComparison,
  refusals: ['catalogue.unknown-edition'],
});

export const voteEdition = endpoint('POST /catalogue/editions/:edition/vote', {
  summary: 'Enregistre l’acte qui a voté l’édition ; elle ne change plus ensuite.',
  params: named,
  body: z.strictObject({
    revision: z.int('Indiquez la version du projet qui a été votée.'),
    act: z.discriminatedUnion(
      'known',
      [
        z.strictObject({
          known: z.literal(true),
          assembly: z.string().trim().min(2, 'Nommez l’assemblée qui a voté.').max(200),
          number: z.string().trim().min(1, 'Donnez le numéro de l’acte.').max(100),
          votedOn: day,
          identifier: z.string().trim().min(1).max(100).optional(),
        }),
        z.strictObject({ known: z.literal(false) }),
      ],
      { error: 'Décrivez l’acte, ou déclarez-le non communiqué.' },
    ),
  }),
  response: editionSummary,
  refusals: [
    'catalogue.unknown-edition',
    'catalogue.not-a-draft',
    'catalogue.changed-meanwhile',
    'catalogue.person-needed',
    'catalogue.vote-ahead',
    'catalogue.invalid-content',
  ],
});

export const putEditionInForce = endpoint('POST /catalogue/editions/:edition/put-in-force', {
  summary: 'Met en vigueur une édition votée à partir d’un jour ; demande une autre personne que celle qui a enregistré le vote.',
  params: named,
  body: z.strictObject({ from: day }),
  response: editionSummary,
  refusals: [
    'catalogue.unknown-edition',
    'catalogue.not-voted',
    'catalogue.second-person',
    'catalogue.person-needed',
    'catalogue.before-the-vote',
    'catalogue.later-edition',
  ],
});

export const archiveEdition = endpoint('POST /catalogue/editions/:edition/archive', {
  summary: 'Archive une édition : son dernier jour est aujourd’hui, ou aucun si elle n’avait pas commencé.',
  params: named,
  response: editionSummary,
  refusals: ['catalogue.unknown-edition', 'catalogue.nothing-to-archive', 'catalogue.person-needed'],
});

const simulation = z.object({
  against: named.shape.edition.optional().describe('Édition de comparaison ; sans précision, celle qui fixe les prix aujourd’hui.'),
  scope: z.enum(['territory', 'france']).default('territory'),
  go: z.coerce.number('Donnez un volume en Go.').min(0, 'Un volume n’est pas négatif.').max(1_000_000, 'Un million de Go au plus.').default(1_000),
  per: z.enum(['territory', 'body']).default('territory').describe('Le volume est celui du territoire entier, ou de chaque collectivité comptée.'),
  offer: z.string().max(80).optional(),
});
const simulationRefusals = ['catalogue.unknown-edition', 'catalogue.no-edition-in-force'] as const;
const editionName = z.object({ key: z.string(), label: z.string() });

const filter = z.enum(['more', 'less', 'same', 'unpriced', 'changes-place']);
export type SimulationFilter = z.output<typeof filter>;

const simulationOffer = z.object({
  offer: z.string(),
  label: z.string(),
  lines: z.int(),
  more: z.int(),
  less: z.int(),
  same: z.int(),
  unpriced: z.int().describe('Sur devis avant ou après.'),
  changesPlace: z.int(),
  beforeCents: z.int(),
  afterCents: z.int(),
  classes: z.array(z.object({ label: z.string(), count: z.int() })),
});
export type SimulationOffer = z.output<typeof simulationOffer>;

export const simulateEdition = endpoint('GET /catalogue/editions/:edition/simulation', {
  summary: 'Essaie une édition sur tout un portefeuille : qui paie plus, qui paie moins, qui change de colonne.',
  params: named,
  query: simulation,
  response: z.object({
    before: editionName,
    after: editionName,
    offers: z.array(simulationOffer),
  }),
  refusals: simulationRefusals,
});

const simulationRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  siren: z.string().nullable(),
  offerLabel: z.string(),
  population: z.int().nullable(),
  counted: z.int().nullable(),
  beforeCents: z.int().nullable(),
  afterCents: z.int().nullable(),
  differenceCents: z.int().nullable(),
  changeBps: z.int().nullable(),
  beforePlace: z.string().nullable(),
  afterPlace: z.string().nullable(),
  changesPlace: z.boolean(),
});
export type SimulationRow = z.output<typeof simulationRow>;

export const listSimulation = endpoint('GET /catalogue/editions/:edition/simulation/lines', {
  summary: 'Donne les collectivités d’une simulation, triées et filtrées par le serveur.',
  params: named,
  query: simulation.extend({
    q: z.string().trim().max(100).optional(),
    only: filter.optional(),
    sort: z.enum(['name', 'before', 'after', 'difference', 'change', 'population', 'counted']).optional(),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(simulationRow), total: z.int() }),
  refusals: simulationRefusals,
});

export const exportSimulation = endpoint('GET /catalogue/editions/:edition/simulation/csv', {
  answer: 'file',
  summary: 'Télécharge une simulation entière en CSV.',
  params: named,
  query: simulation,
  refusals: simulationRefusals,
});
