// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.campaign-unknown': { status: 404, says: 'Cette campagne n’existe pas chez cet opérateur.' },
  'adhesions.campaign-unknown-line': { status: 404, says: 'Cette convention n’est pas dans la campagne.' },
  'adhesions.campaign-unknown-edition': { status: 422, says: 'L’édition {edition} n’existe pas, ou n’est pas votée.' },
  'adhesions.campaign-same-edition': { status: 422, says: 'L’édition de départ et l’édition d’arrivée sont la même.' },
  'adhesions.campaign-too-soon': {
    status: 422,
    says: 'Les avenants prennent effet au plus tôt le lendemain de leur application : choisissez un jour à venir.',
  },
  'adhesions.campaign-answer-too-late': { status: 422, says: 'Le délai de réponse finit avant le jour d’effet.' },
  'adhesions.campaign-ground-missing': {
    status: 422,
    says: 'Dites quelle clause de la convention permet d’appliquer l’édition à qui ne répond pas.',
  },
  'adhesions.campaign-template': { status: 422, says: 'Le texte de la lettre ne se lit pas : {fault}' },
  'adhesions.campaign-not-draft': { status: 409, says: 'Cette campagne n’est plus en préparation : ses lettres sont parties ou elle est close.' },
  'adhesions.campaign-not-sent': { status: 409, says: 'Les lettres de cette campagne ne sont pas parties, ou elle est déjà appliquée.' },
  'adhesions.campaign-stale': {
    status: 409,
    says: 'Le calcul a changé pour {name} depuis l’essai à blanc : relancez-le et relisez-le avant d’écrire aux collectivités.',
  },
  'adhesions.campaign-nobody': { status: 409, says: 'Aucune convention ne peut recevoir de lettre : toutes sont écartées ou sans prix.' },
  'adhesions.campaign-another-underway': { status: 409, says: '{name} est déjà dans la campagne {number}, qui n’est pas appliquée.' },
  'adhesions.campaign-same-person': {
    status: 403,
    says: 'Vous avez préparé cette campagne : une autre personne doit l’appliquer.',
  },
  'adhesions.campaign-still-open': { status: 409, says: 'Le délai de réponse court jusqu’au {day} et {waiting} collectivité(s) n’ont pas répondu.' },
  'adhesions.campaign-day-past': { status: 409, says: 'Le jour d’effet ({day}) est venu : les avenants ne s’appliquent pas rétroactivement.' },
  'adhesions.letter-unknown': { status: 404, says: 'Cette lettre n’existe pas pour votre collectivité.' },
  'adhesions.letter-not-set': { status: 409, says: 'La lettre n’est pas encore composée : elle le sera dans quelques instants.' },
  'adhesions.letter-answered': { status: 409, says: 'Votre collectivité a déjà répondu à cette lettre.' },
  'adhesions.letter-too-late': { status: 409, says: 'Le délai de réponse est passé depuis le {day}.' },
});

const day = z.iso.date('Saisissez une date complète.');
const text = (least: number, says: string, most = 300) => z.string().trim().min(least, says).max(most);
const reason = text(5, 'Dites pourquoi en quelques mots.', 1_000);

export const campaignStatuses = ['draft', 'sent', 'applying', 'applied', 'abandoned'] as const;
export const campaignStatusWords: Readonly<Record<(typeof campaignStatuses)[number], string>> = {
  draft: 'En préparation',
  sent: 'Lettres envoyées',
  applying: 'En cours d’application',
  applied: 'Appliquée',
  abandoned: 'Abandonnée',
};

/** What the letter says until the operator says it otherwise; LiquidJS, with the names of `campaignWords`. */
export const letterModel = `Madame, Monsieur,

{{ collectivite }} est liée à {{ operateur }} par la convention {{ convention }}, sous l’édition « {{ edition_actuelle }} » du catalogue.

{{ operateur }} vous propose d’appliquer à cette convention l’édition « {{ edition_nouvelle }} » à compter du {{ date_effet }}. Votre participation annuelle passerait de {{ montant_actuel }} à {{ montant_nouveau }} ({{ ecart }}).

Nous vous remercions de répondre avant le {{ repondre_avant }}, sur votre espace ou par retour de ce courrier. {{ effet_du_silence }}

Si vous refusez, la convention se poursuit jusqu’à son terme aux conditions actuelles.`;

export const campaignWords = [
  'collectivite',
  'operateur',
  'convention',
  'edition_actuelle',
  'edition_nouvelle',
  'date_effet',
  'repondre_avant',
  'montant_actuel',
  'montant_nouveau',
  'ecart',
  'effet_du_silence',
  'fondement',
] as const;

const settings = {
  title: text(3, 'Donnez un titre à la campagne.', 200),
  from: text(1, 'Choisissez l’édition de départ.', 80),
  to: text(1, 'Choisissez l’édition d’arrivée.', 80),
  takesEffectOn: day,
  answerBy: day,
  appliesTo: z.enum(['agreed', 'unless-refused'], 'Dites à qui la campagne s’applique.').default('agreed'),
  legalGround: z.string().trim().max(1_000).default(''),
  kinds: z
    .array(z.enum(['cadre', 'package']))
    .min(1, 'Choisissez au moins une sorte de convention.')
    .default(['cadre', 'package']),
  payerIds: z.array(z.uuid()).min(1, 'Choisissez au moins une collectivité.').max(2_000).nullable().default(null),
  letterSubject: text(3, 'Donnez un objet à la lettre.', 200).default('Évolution de votre convention au {{ date_effet }}'),
  letterText: text(20, 'Écrivez la lettre.', 10_000).default(letterModel),
};

const settingRefusals = [
  'adhesions.campaign-unknown-edition',
  'adhesions.campaign-same-edition',
  'adhesions.campaign-too-soon',
  'adhesions.campaign-answer-too-late',
  'adhesions.campaign-ground-missing',
  'adhesions.campaign-template',
] as const;

const id = z.object({ id: z.uuid() });

/** What is asked of whoever prepares a campaign, the letter's model where nothing is said. */
export const campaignSettings = z.strictObject(settings);

export const startCampaign = endpoint('POST /adhesions/campaigns', {
  summary: 'Prépare une campagne de passage à une autre édition, et en fait l’essai à blanc.',
  body: campaignSettings,
  response: z.object({ id: z.uuid(), number: z.string(), lines: z.number().int() }),
  refusals: [...settingRefusals],
});

export const changeCampaign = endpoint('PUT /adhesions/campaigns/:id', {
  summary: 'Change une campagne en préparation, et en refait l’essai à blanc.',
  params: id,
  body: campaignSettings,
  response: z.object({ lines: z.number().int() }),
  refusals: ['adhesions.campaign-unknown', 'adhesions.campaign-not-draft', ...settingRefusals],
});

const totals = z.object({
  lines: z.number().int(),
  excluded: z.number().int(),
  unpriced: z.number().int(),
  more: z.number().int(),
  less: z.number().int(),
  same: z.number().int(),
  beforeCents: z.number().int(),
  afterCents: z.number().int(),
  losing: z.number().int(),
  gaining: z.number().int(),
  letters: z.number().int(),
  set: z.number().int(),
  agreed: z.number().int(),
  refused: z.number().int(),
  waiting: z.number().int(),
  applied: z.number().int(),
  kept: z.number().int(),
});

const heading = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  from: z.string(),
  to: z.string(),
  takesEffectOn: day,
  answerBy: day,
  status: z.enum(campaignStatuses),
  preparedName: z.string(),
});

export const listCampaigns = endpoint('GET /adhesions/campaigns', {
  summary: 'Les campagnes de l’opérateur, la plus récente d’abord.',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    status: z.enum(campaignStatuses).optional(),
    sort: z.enum(['number', 'takesEffectOn', 'answerBy']).default('number'),
    order: z.enum(['asc', 'desc']).default('desc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(heading), total: z.number().int() }),
});

export const readCampaign = endpoint('GET /adhesions/campaigns/:id', {
  summary: 'Une campagne : ses réglages, ce qu’elle changerait en tout, où elle en est.',
  params: id,
  response: heading.extend({
    appliesTo: z.enum(['agreed', 'unless-refused']),
    legalGround: z.string(),
    kinds: z.array(z.enum(['cadre', 'package'])),
    payerIds: z.array(z.uuid()).nullable(),
    payers: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Les mêmes, avec leur nom.'),
    letterSubject: z.string(),
    letterText: z.string(),
    fromLabel: z.string(),
    toLabel: z.string(),
    isMine: z.boolean().describe('La personne connectée l’a préparée : une autre doit l’appliquer.'),
    computedAt: z.string(),
    sentAt: z.string().nullable(),
    sentName: z.string().nullable(),
    appliedAt: z.string().nullable(),
    appliedName: z.string().nullable(),
    finishedAt: z.string().nullable(),
    closingReason: z.string().nullable(),
    totals,
  }),
  refusals: ['adhesions.campaign-unknown'],
});

const verdict = z.enum(['priced', 'on-quote', 'impossible', 'not-that-day']);
const answer = z.enum(['agreed', 'refused']);
const outcome = z.enum(['applied', 'kept']);

export const campaignFilters = ['more', 'less', 'same', 'unpriced', 'excluded', 'loses', 'gains', 'agreed', 'refused', 'waiting'] as const;

const line = z.object({
  id: z.uuid(),
  name: z.string(),
  convention: z.string(),
  kind: z.enum(['cadre', 'package']),
  beforeCents: z.number().int(),
  afterCents: z.number().int().nullable(),
  differenceCents: z.number().int().nullable(),
  verdict,
  gained: z.number().int(),
  lost: z.number().int(),
  exclusion: z.string().nullable(),
  note: z.string(),
  letterId: z.uuid().nullable(),
  letterNumber: z.string().nullable(),
  answer: answer.nullable(),
  outcome: outcome.nullable(),
});

const listed = {
  q: z.string().trim().max(100).default(''),
  only: z.enum(campaignFilters).optional(),
  sort: z.enum(['name', 'convention', 'before', 'after', 'difference']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
};

export const listCampaignLines = endpoint('GET /adhesions/campaigns/:id/lines', {
  summary: 'L’essai à blanc d’une campagne, convention par convention.',
  params: id,
  query: z.object({
    ...listed,
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(line), total: z.number().int() }),
  refusals: ['adhesions.campaign-unknown'],
});

export const exportCampaign = endpoint('GET /adhesions/campaigns/:id/csv', {
  answer: 'file',
  summary: 'L’essai à blanc d’une campagne, pour un tableur.',
  params: id,
  refusals: ['adhesions.campaign-unknown'],
});

const comparedLine = z.object({
  label: z.string(),
  for: z.string(),
  beforeCents: z.number().int().nullable(),
  afterCents: z.number().int().nullable(),
  isOnQuote: z.boolean(),
  whyBefore: z.array(z.string()),
  whyAfter: z.array(z.string()),
});

const explanation = z.object({
  lines: z.array(comparedLine),
  rights: z.object({
    gained: z.array(z.string()),
    lost: z.array(z.string()),
    changed: z.array(z.object({ label: z.string(), unit: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
  }),
  notes: z.array(z.string()),
});

export type ExplanationShape = z.infer<typeof explanation>;

export const readCampaignLine = endpoint('GET /adhesions/campaigns/:id/lines/:line', {
  summary: 'Ce que la campagne changerait pour une convention : prix ligne à ligne, raisonnement, droits avant et après.',
  params: z.object({ id: z.uuid(), line: z.uuid() }),
  response: line.extend({ explanation, statement: z.string().nullable(), outcomeSays: z.string().nullable() }),
  refusals: ['adhesions.campaign-unknown-line'],
});

export const excludeFromCampaign = endpoint('POST /adhesions/campaigns/:id/exclusions', {
  summary: 'Écarte des conventions d’une campagne, avec le motif ; sans motif, les y remet.',
  params: id,
  body: z.strictObject({ lines: z.array(z.uuid()).min(1, 'Choisissez au moins une convention.').max(500), reason: reason.nullable() }),
  refusals: ['adhesions.campaign-unknown', 'adhesions.campaign-not-draft', 'adhesions.campaign-unknown-line'],
});

export const previewLetter = endpoint('GET /adhesions/campaigns/:id/lines/:line/letter', {
  answer: 'file',
  summary: 'La lettre d’une convention en PDF : telle qu’elle est partie, ou telle qu’elle partirait.',
  params: z.object({ id: z.uuid(), line: z.uuid() }),
  refusals: ['adhesions.campaign-unknown-line', 'adhesions.campaign-template', 'adhesions.letter-not-set'],
});

export const sendCampaign = endpoint('POST /adhesions/campaigns/:id/sending', {
  summary: 'Envoie les lettres d’une campagne : leur numéro et leurs montants ne changent plus.',
  params: id,
  response: z.object({ letters: z.number().int() }),
  refusals: [
    'adhesions.campaign-unknown',
    'adhesions.campaign-not-draft',
    'adhesions.campaign-too-soon',
    'adhesions.campaign-answer-too-late',
    'adhesions.campaign-stale',
    'adhesions.campaign-nobody',
    'adhesions.campaign-another-underway',
    'adhesions.campaign-template',
  ],
});

export const applyCampaign = endpoint('POST /adhesions/campaigns/:id/application', {
  summary: 'Applique une campagne : les avenants s’écrivent, les droits basculent à minuit le jour d’effet. Une seconde personne le fait.',
  params: id,
  refusals: [
    'adhesions.campaign-unknown',
    'adhesions.campaign-not-sent',
    'adhesions.campaign-same-person',
    'adhesions.campaign-still-open',
    'adhesions.campaign-day-past',
  ],
});

export const abandonCampaign = endpoint('POST /adhesions/campaigns/:id/abandonment', {
  summary: 'Abandonne une campagne : rien ne change pour personne.',
  params: id,
  body: z.strictObject({ reason }),
  refusals: ['adhesions.campaign-unknown', 'adhesions.campaign-not-sent'],
});

const answerBody = z.strictObject({
  answer: z.enum(['agreed', 'refused'], 'Acceptez ou refusez.'),
  byName: text(2, 'Dites qui répond.', 200),
  byTitle: text(2, 'Dites en quelle qualité.', 200),
  act: z.string().trim().max(300).default(''),
  reason: z.string().trim().max(1_000).default(''),
});
const answerRefusals = ['adhesions.letter-unknown', 'adhesions.letter-answered', 'adhesions.letter-too-late'] as const;

export const recordLetterAnswer = endpoint('POST /adhesions/campaigns/:id/letters/:letter/answer', {
  summary: 'Enregistre la réponse qu’une collectivité a faite par courrier ou par délibération.',
  params: z.object({ id: z.uuid(), letter: z.uuid() }),
  body: answerBody,
  refusals: [...answerRefusals],
});

const received = z.object({
  id: z.uuid(),
  number: z.string(),
  operator: z.string(),
  subject: z.string(),
  convention: z.string(),
  beforeCents: z.number().int(),
  afterCents: z.number().int(),
  takesEffectOn: day,
  answerBy: day,
  sentAt: z.string(),
  answer: answer.nullable(),
  outcome: outcome.nullable(),
});

export const listLetters = endpoint('GET /adhesions/letters', {
  summary: 'Les lettres de campagne que la collectivité a reçues, la plus récente d’abord.',
  query: z.object({
    answer: z.enum(['waiting', 'agreed', 'refused']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(received), total: z.number().int() }),
});

export const readLetter = endpoint('GET /adhesions/letters/:id', {
  summary: 'Une lettre de campagne reçue : ce qu’elle dit, ce qui changerait, ce qui a été répondu.',
  params: id,
  response: received.extend({
    text: z.string(),
    fromLabel: z.string(),
    toLabel: z.string(),
    appliesTo: z.enum(['agreed', 'unless-refused']),
    legalGround: z.string(),
    explanation,
    statement: z.string().nullable(),
    evidenceDigest: z.string().nullable(),
    isLate: z.boolean(),
  }),
  refusals: ['adhesions.letter-unknown'],
});

export const downloadLetter = endpoint('GET /adhesions/letters/:id/pdf', {
  answer: 'file',
  summary: 'Une lettre de campagne reçue, en PDF.',
  params: id,
  refusals: ['adhesions.letter-unknown', 'adhesions.letter-not-set'],
});

export const answerLetter = endpoint('POST /adhesions/letters/:id/answer', {
  summary: 'Répond à une lettre de campagne au nom de la collectivité.',
  params: id,
  body: answerBody,
  refusals: [...answerRefusals],
});
