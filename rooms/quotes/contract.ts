// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { pricingRefusals } from './pricing/refusals.ts';
import {
  lineEdit,
  offeredItem,
  quoteDetails,
  quoteRow,
  receivedDetails,
  receivedRow,
  settingsShape,
  simulatedBody,
  territory,
  versionDetails,
} from './shapes.ts';
import { quoteStatuses } from './status.ts';

export { quoteStatuses, statusLabels, allows, type QuoteStatus, type QuoteAct } from './status.ts';
export type { PricedQuote } from './pricing/priced-quote.ts';
export type { PricedLine, QuoteDetails, QuoteRowShape, LineEditShape, OfferedItem, Territory } from './shapes.ts';

const own = defineRefusals({
  'quote.not-found': { status: 404, says: 'Ce devis n’existe pas, ou n’est pas celui de votre organisme.' },
  'quote.version-not-found': { status: 404, says: 'Le devis n’a pas de version {version}.' },
  'quote.other-operator': { status: 422, says: 'L’adresse est celle de « {address} » et la demande nomme l’opérateur « {operator} ».' },
  'quote.not-an-operator': { status: 404, says: 'Cet organisme ne publie pas de catalogue : il n’établit pas de devis.' },
  'quote.payer-not-registered': {
    status: 422,
    says: 'Le devis est fait pour « {body} », qui n’est pas dans le registre : enregistrez d’abord cette collectivité.',
  },
  'quote.changed-meanwhile': {
    status: 409,
    says: '{by} a modifié ce devis entre-temps. Rien n’a été enregistré : rechargez-le, votre saisie reste dans cette page.',
  },
  'quote.wrong-status': { status: 409, says: 'Le devis {number} est {status} : cela n’est pas possible.' },
  'quote.line-not-found': { status: 422, says: 'Le devis n’a pas de ligne « {line} » : son montant ne peut pas être modifié.' },
  'quote.line-edited-twice': { status: 422, says: 'La ligne « {line} » est modifiée deux fois.' },
  'quote.still-on-quote': { status: 422, says: 'La ligne « {line} » est sur devis : fixez son montant avec un motif, ou retirez-la, avant l’envoi.' },
  'quote.approval-needed': { status: 409, says: 'Au-dessus de {threshold} la première année, une seconde personne valide le devis avant l’envoi.' },
  'quote.own-approval': { status: 403, says: 'Une autre personne que l’auteur de cette version doit la valider.' },
  'quote.person-needed': { status: 403, says: 'Répondre à un devis engage la collectivité : une personne doit le faire, pas un jeton d’API.' },
  'quote.already-answered': { status: 409, says: 'Une réponse a déjà été enregistrée pour ce devis.' },
  'quote.no-longer-valid': { status: 410, says: 'Ce devis était valable jusqu’au {day}. Demandez-en un nouveau à l’opérateur.' },
  'quote.link-unknown': { status: 404, says: 'Ce lien ne mène à aucun devis. Vérifiez qu’il est complet.' },
  'quote.link-closed': { status: 410, says: 'Ce lien n’est plus valable. Demandez-en un nouveau à l’opérateur.' },
  // Of the command line alone.
  'quote.file-not-found': { status: 404, says: 'Le fichier « {file} » ne peut pas être lu.' },
  'quote.not-an-object': { status: 400, says: 'La demande doit être un objet JSON : { "operator": …, "for": …, "items": … }.' },
  'quote.operator-needed': { status: 400, says: 'La demande doit nommer l’opérateur (« operator ») pour être posée à un serveur.' },
  'quote.server-unreachable': { status: 502, says: 'Le serveur « {server} » n’a pas répondu à la demande.' },
  'quote.body-not-found': { status: 404, says: 'Aucune collectivité du registre ne porte le numéro « {body} ».' },
});

export const refuse = own.refuse;
export const refusals = { ...pricingRefusals, ...own.refusals };

const pricing = Object.keys(pricingRefusals);
const id = z.object({ id: z.uuid() });
const name = z.string().trim().max(200);
const longText = z.string().trim().max(4000);
const revision = z.int('Rechargez le devis avant de le modifier.').min(1);
const reason = z.string().trim().min(3, 'Donnez un motif.').max(1000);
const answers = ['quote.not-found', 'quote.wrong-status', 'quote.changed-meanwhile'];
/** A request for a price as `docs/reference/quote-request.md` describes it; the pricing engine checks it and names the fault. */
const request = z.record(z.string(), z.unknown());
const edits = z.array(lineEdit).max(200).default([]);

// The public price: simulator, API and command line.

export const priceQuote = endpoint('POST /quotes/price', {
  summary: 'Calcule un prix d’après le catalogue de l’opérateur, sans compte et sans rien enregistrer.',
  body: request,
  response: z.record(z.string(), z.unknown()),
  refusals: [...pricing, 'quote.other-operator', 'quote.not-an-operator'],
  bodyLimit: 512_000,
});

const oneOrMany = z.union([z.string().max(100), z.array(z.string().max(100)).max(1000)]).optional();
const slug = z.string().max(200);
const pageState = z.record(z.string(), oneOrMany.or(z.string().max(2000)));

export const operatorsPage = endpoint('GET /simulateur', {
  scope: 'house',
  answer: 'html',
  summary: 'Page publique : choisir l’opérateur dont on simule les tarifs.',
});

export const searchPage = endpoint('GET /simulateur', {
  answer: 'html',
  summary: 'Page publique : trouver l’EPCI ou la collectivité pour laquelle simuler.',
  params: z.object({ organisation: slug }),
  query: pageState,
  refusals: ['quote.not-an-operator'],
});

export const simulationPage = endpoint('GET /simulateur/:body', {
  answer: 'html',
  summary: 'Page publique : simuler le prix pour un territoire ou une collectivité.',
  params: z.object({ organisation: slug, body: z.string().max(40) }),
  query: pageState,
  refusals: ['quote.not-an-operator', 'quote.body-not-found'],
});

const token = z.object({ token: z.string().max(100) });
const linkAnswers = ['quote.link-unknown', 'quote.link-closed'];

export const recipientPage = endpoint('GET /devis/:token', {
  scope: 'house',
  answer: 'html',
  summary: 'Page du destinataire : lire le devis reçu par lien.',
  params: token,
  refusals: linkAnswers,
});

export const answerAsRecipient = endpoint('POST /devis/:token', {
  scope: 'house',
  answer: 'html',
  summary: 'Page du destinataire : accepter ou refuser le devis.',
  params: token,
  body: z.record(z.string().max(40), z.string().max(2000)),
  refusals: linkAnswers,
  bodyLimit: 32_000,
});

export const recipientPdf = endpoint('GET /devis/:token/pdf', {
  scope: 'house',
  answer: 'file',
  summary: 'Le devis reçu par lien, en PDF accessible.',
  params: token,
  refusals: linkAnswers,
});

// The operator's quotes.

export const offeredItems = endpoint('GET /quotes/items', {
  summary: 'Ce que l’édition en vigueur permet de demander : offres, données attendues, choix.',
  query: z.object({ on: z.iso.date().optional(), edition: z.string().max(80).optional() }),
  response: z.object({ edition: z.string(), label: z.string(), items: z.array(offeredItem) }),
  refusals: ['quote.not-an-operator', 'quote.no-edition-that-day', 'quote.unknown-edition'],
});

export const findBodies = endpoint('GET /quotes/bodies', {
  summary: 'Cherche dans le registre une collectivité pour laquelle établir un devis.',
  query: z.object({ q: z.string().trim().min(2, 'Saisissez au moins deux caractères.').max(100) }),
  response: z.object({ bodies: z.array(simulatedBody) }),
});

export const readTerritory = endpoint('GET /quotes/territory/:body', {
  summary: 'Une collectivité et, pour un EPCI, ses membres avec leur population.',
  params: z.object({ body: z.string().max(40) }),
  response: territory,
  refusals: ['quote.body-not-found'],
});

const listQuery = {
  q: z.string().trim().max(100).optional(),
  status: z.enum(quoteStatuses).optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  payer: z.uuid().optional(),
  mine: z.enum(['oui']).optional(),
  sort: z.enum(['changed', 'number', 'payer', 'amount', 'validity']).default('changed'),
  order: z.enum(['asc', 'desc']).default('desc'),
};

export const listQuotes = endpoint('GET /quotes', {
  summary: 'Les devis de l’opérateur, filtrés, triés et par pages.',
  query: z.object({
    ...listQuery,
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(25),
  }),
  response: z.object({ rows: z.array(quoteRow), total: z.int() }),
});

export const exportQuotes = endpoint('GET /quotes/export', {
  answer: 'file',
  summary: 'Les mêmes devis, en CSV pour un tableur français.',
  query: z.object(listQuery),
});

export const draftQuote = endpoint('POST /quotes', {
  summary: 'Enregistre un devis : numéro, première version, données figées.',
  body: z.strictObject({
    title: name.default(''),
    contactName: name.default(''),
    contactEmail: z.union([z.literal(''), z.email('Saisissez une adresse électronique complète.').max(254)]).default(''),
    note: longText.default(''),
    comment: z.string().trim().max(1000).default(''),
    request,
    edits,
  }),
  response: z.object({
    id: z.uuid(),
    number: z.string(),
    version: z.int(),
    revision: z.int(),
    status: z.enum(quoteStatuses),
    firstYearCents: z.int(),
    threeYearsCents: z.int(),
    digest: z.string(),
  }),
  refusals: [
    ...pricing,
    'quote.other-operator',
    'quote.not-an-operator',
    'quote.payer-not-registered',
    'quote.line-not-found',
    'quote.line-edited-twice',
  ],
  bodyLimit: 512_000,
});

export const readQuote = endpoint('GET /quotes/:id', {
  summary: 'Un devis : version courante, historique, liens, réponse.',
  params: id,
  response: quoteDetails,
  refusals: ['quote.not-found'],
});

export const readVersion = endpoint('GET /quotes/:id/versions/:version', {
  summary: 'Une version d’un devis, telle qu’elle a été calculée.',
  params: z.object({ id: z.uuid(), version: z.coerce.number().int().min(1).max(10_000) }),
  response: versionDetails,
  refusals: ['quote.not-found', 'quote.version-not-found'],
});

export const changeQuote = endpoint('POST /quotes/:id/versions', {
  summary: 'Ajoute une version : demande, lignes modifiées avec leur motif, contact. Les précédentes restent.',
  params: id,
  body: z.strictObject({
    revision,
    title: name.optional(),
    contactName: name.optional(),
    contactEmail: z.union([z.literal(''), z.email('Saisissez une adresse électronique complète.').max(254)]).optional(),
    note: longText.optional(),
    comment: z.string().trim().max(1000).default(''),
    request,
    edits,
  }),
  response: z.object({ version: z.int(), revision: z.int(), status: z.enum(quoteStatuses) }),
  refusals: [...answers, ...pricing, 'quote.other-operator', 'quote.payer-not-registered', 'quote.line-not-found', 'quote.line-edited-twice'],
  bodyLimit: 512_000,
});

export const submitQuote = endpoint('POST /quotes/:id/submission', {
  summary: 'Demande qu’une seconde personne valide le devis.',
  params: id,
  body: z.strictObject({ revision }),
  refusals: answers,
});

export const decideApproval = endpoint('POST /quotes/:id/approval', {
  summary: 'Valide un devis, ou le rend à son auteur avec un motif.',
  params: id,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ revision, decision: z.literal('approved'), reason: z.string().trim().max(1000).default('') }),
    z.strictObject({ revision, decision: z.literal('returned'), reason }),
  ]),
  refusals: [...answers, 'quote.own-approval'],
});

export const sendQuote = endpoint('POST /quotes/:id/sending', {
  summary: 'Arrête la version, date sa validité et la remet au payeur ; par courriel si une adresse est donnée.',
  params: id,
  body: z.strictObject({ revision, validUntil: z.iso.date('Donnez un jour.').optional(), byMail: z.boolean().default(false) }),
  response: z.object({ documentId: z.uuid(), validUntil: z.string(), link: z.string().nullable() }),
  refusals: [...answers, 'quote.still-on-quote', 'quote.approval-needed', 'quote.no-longer-valid'],
});

export const openLink = endpoint('POST /quotes/:id/links', {
  summary: 'Ouvre un lien secret par lequel un destinataire lit le devis et y répond. Le lien n’est montré qu’une fois.',
  params: id,
  body: z.strictObject({ recipient: name.default(''), days: z.int().min(1).max(730).optional() }),
  response: z.object({ shareId: z.uuid(), link: z.string(), expiresAt: z.string() }),
  refusals: ['quote.not-found', 'quote.wrong-status'],
});

export const revokeLink = endpoint('DELETE /quotes/:id/links/:share', {
  summary: 'Ferme un lien.',
  params: z.object({ id: z.uuid(), share: z.uuid() }),
  refusals: ['quote.not-found'],
});

export const recordAnswer = endpoint('POST /quotes/:id/answer', {
  summary: 'Enregistre la réponse reçue sur papier ou par délibération.',
  params: id,
  body: z.discriminatedUnion('decision', [
    z.strictObject({
      revision,
      decision: z.literal('accepted'),
      byName: name.min(2, 'Dites qui accepte.'),
      byTitle: name.min(2, 'Dites en quelle qualité.'),
      act: name.default(''),
      reason: z.string().max(1000).default(''),
    }),
    z.strictObject({
      revision,
      decision: z.literal('refused'),
      byName: name.min(2, 'Dites qui refuse.'),
      byTitle: name.min(2, 'Dites en quelle qualité.'),
      act: name.default(''),
      reason,
    }),
  ]),
  refusals: [...answers, 'quote.already-answered', 'quote.no-longer-valid'],
});

export const withdrawQuote = endpoint('POST /quotes/:id/withdrawal', {
  summary: 'Abandonne un devis avec un motif. Son numéro reste.',
  params: id,
  body: z.strictObject({ revision, reason }),
  refusals: answers,
});

export const replaceQuote = endpoint('POST /quotes/:id/replacement', {
  summary: 'Prépare un nouveau devis à partir de celui-ci, au prix de l’édition du jour ; l’ancien est remplacé quand le nouveau est envoyé.',
  params: id,
  body: z.strictObject({ revision }),
  response: z.object({ id: z.uuid(), number: z.string() }),
  refusals: [...answers, ...pricing],
});

export const printQuote = endpoint('GET /quotes/:id/pdf', {
  answer: 'file',
  summary: 'Le devis en PDF accessible (PDF/UA).',
  params: id,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  refusals: ['quote.not-found', 'quote.version-not-found'],
});

export const readSettings = endpoint('GET /quotes/settings', {
  summary: 'Numérotation, validité, seuil de validation et mentions des devis.',
  response: settingsShape,
});
export const changeSettings = endpoint('PUT /quotes/settings', {
  summary: 'Change ces réglages pour les devis à venir.',
  body: settingsShape,
  response: settingsShape,
});

// The bodies that receive them.

export const listReceived = endpoint('GET /quotes/received', {
  summary: 'Les devis que cette collectivité a reçus, comme payeur ou bénéficiaire.',
  query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(200).default(25) }),
  response: z.object({ rows: z.array(receivedRow), total: z.int() }),
});

export const answerReceived = endpoint('POST /quotes/received/:id/answer', {
  summary: 'Accepte ou refuse un devis reçu, au nom de la collectivité qui paie.',
  params: id,
  body: z.discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('accepted'),
      byTitle: name.min(2, 'Dites en quelle qualité vous répondez.'),
      act: name.default('').describe('La délibération ou la décision qui l’autorise, s’il y en a une.'),
      reason: z.string().trim().max(1000).default(''),
    }),
    z.strictObject({
      decision: z.literal('refused'),
      byTitle: name.min(2, 'Dites en quelle qualité vous répondez.'),
      act: name.default(''),
      reason,
    }),
  ]),
  refusals: ['quote.person-needed', 'quote.not-found', 'quote.wrong-status', 'quote.already-answered', 'quote.no-longer-valid'],
});

export const readReceived = endpoint('GET /quotes/received/:id', {
  summary: 'Un devis reçu, tel qu’il a été envoyé.',
  params: id,
  response: receivedDetails,
  refusals: ['quote.not-found'],
});
